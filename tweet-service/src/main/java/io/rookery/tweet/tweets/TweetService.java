package io.rookery.tweet.tweets;

import io.rookery.defaults.problem.ForbiddenException;
import io.rookery.defaults.problem.NotFoundException;
import io.rookery.tweet.ids.IdGenerator;
import io.rookery.tweet.outbox.Outbox;
import io.rookery.tweet.outbox.OutboxEntry;
import io.rookery.tweet.tweets.TweetEvent.TweetDeleted;
import io.rookery.tweet.tweets.TweetEvent.TweetPosted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Posting, reading and deleting tweets. */
@Service
class TweetService {

    private final IdGenerator ids;
    private final TweetRepository repository;
    private final Outbox outbox;
    private final JsonMapper json;

    TweetService(IdGenerator ids, TweetRepository repository, Outbox outbox, JsonMapper json) {
        this.ids = ids;
        this.repository = repository;
        this.outbox = outbox;
        this.json = json;
    }

    Tweet post(long authorId, String content) {
        Tweet tweet = new Tweet(ids.next(), authorId, content);
        OutboxEntry event = entry(TweetPosted.of(tweet));
        repository.insert(tweet, outbox.insertion(event));
        outbox.written(event);
        return tweet;
    }

    /** Only for its author. */
    void delete(long callerId, long tweetId) {
        Tweet tweet = tweet(tweetId);
        if (tweet.authorId() != callerId) {
            throw new ForbiddenException("Only its author may delete a tweet.");
        }
        OutboxEntry event = entry(new TweetDeleted(ids.next(), tweetId, tweet.authorId()));
        repository.delete(tweet, outbox.insertion(event));
        outbox.written(event);
    }

    Tweet tweet(long tweetId) {
        return repository.find(tweetId).orElseThrow(() -> new NotFoundException("tweet " + tweetId));
    }

    /** In the order asked for, each once; those that do not exist are absent. */
    List<Tweet> tweets(List<Long> tweetIds) {
        List<Long> distinct = tweetIds.stream().distinct().toList();
        Map<Long, Tweet> found = repository.find(distinct);
        return distinct.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private OutboxEntry entry(TweetEvent event) {
        return new OutboxEntry(event.eventId(), event.authorId(), json.writeValueAsString(event));
    }
}
