package io.rookery.tweet.tweets;

import io.rookery.defaults.idempotency.Claim;
import io.rookery.defaults.problem.ForbiddenException;
import io.rookery.defaults.problem.Infrastructure;
import io.rookery.tweet.authors.Authors;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.entities.Entities;
import io.rookery.tweet.entities.EntityScanner;
import io.rookery.tweet.ids.IdGenerator;
import io.rookery.tweet.media.Media;
import io.rookery.tweet.outbox.Outbox;
import io.rookery.tweet.outbox.OutboxEntry;
import io.rookery.tweet.timelines.Timelines;
import io.rookery.tweet.tweets.TweetEvent.TweetDeleted;
import io.rookery.tweet.tweets.TweetEvent.TweetPosted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Posting, retweeting and deleting tweets. */
@Service
public class TweetService {

    private static final Logger log = LoggerFactory.getLogger(TweetService.class);

    private final IdGenerator ids;
    private final TweetRepository repository;
    private final TweetReader reader;
    private final Authors authors;
    private final Media media;
    private final Engagements engagements;
    private final Outbox outbox;
    private final Timelines timelines;
    private final JsonMapper json;

    TweetService(
            IdGenerator ids,
            TweetRepository repository,
            TweetReader reader,
            Authors authors,
            Media media,
            Engagements engagements,
            Outbox outbox,
            Timelines timelines,
            JsonMapper json) {
        this.ids = ids;
        this.repository = repository;
        this.reader = reader;
        this.authors = authors;
        this.media = media;
        this.engagements = engagements;
        this.outbox = outbox;
        this.timelines = timelines;
        this.json = json;
    }

    /**
     * Posts a tweet, once for each claim: the claim's id becomes the tweet's, so that what is done again writes the same
     * rows under the same timestamps.
     *
     * @param claim of the request's {@code Idempotency-Key}, null if it has none
     */
    public Tweet post(long authorId, Draft draft, Claim.@Nullable Granted claim) {
        if (claim != null && claim.again()) {
            return postAgain(authorId, draft, claim.id());
        }
        Tweet tweet = tweet(claim == null ? ids.next() : claim.id(), authorId, draft);
        write(tweet, tweet.tweetId());
        count(tweet);
        return tweet;
    }

    /**
     * A post that was begun before: it may be written or not, told or not, and deleted since. Its event gets an id of now,
     * because under the old one it would lie where the outbox is swept no more.
     */
    private Tweet postAgain(long authorId, Draft draft, long tweetId) {
        Tweet tweet = repository.find(tweetId).orElseGet(() -> tweet(tweetId, authorId, draft));
        write(tweet, ids.next());
        if (repository.find(tweetId).isPresent()) {
            count(tweet);
        } else {
            // Deleted since: its rows stay gone, and those who were told of it again are told of that again
            erase(tweet);
        }
        return tweet;
    }

    private Tweet tweet(long tweetId, long authorId, Draft draft) {
        Tweet replyTo = draft.replyTo() == null ? null : reader.target(authorId, draft.replyTo());
        Tweet quoteOf = draft.quoteOf() == null ? null : reader.target(authorId, draft.quoteOf());
        media.requireReady(authorId, draft.mediaIds());
        return new Tweet(
                tweetId,
                authorId,
                draft.content(),
                replyTo == null ? tweetId : replyTo.conversationId(),
                replyTo == null ? null : replyTo.tweetId(),
                quoteOf == null ? null : quoteOf.tweetId(),
                null,
                draft.mediaIds(),
                entities(draft.content()));
    }

    /** Writes a retweet and its event, whether or not there is one already, and leaves the counting to the caller. */
    public Tweet retweet(long userId, Tweet original) {
        Tweet retweet = Tweet.retweet(ids.next(), userId, original.originalId());
        write(retweet, retweet.tweetId());
        return retweet;
    }

    /**
     * Only for its author.
     *
     * @throws io.rookery.defaults.problem.NotFoundException if it does not exist
     * @throws ForbiddenException for anyone else
     */
    public void delete(long callerId, long tweetId) {
        Tweet tweet = reader.get(tweetId);
        if (tweet.authorId() != callerId) {
            throw new ForbiddenException("Only its author may delete a tweet.");
        }
        erase(tweet);
        uncount(tweet);
    }

    /**
     * Deletes a tweet and writes the event, whoever asks, and leaves the counting to the caller; harmless if it is gone
     * already.
     */
    public void erase(Tweet tweet) {
        OutboxEntry event = entry(TweetDeleted.of(tweet, ids.next()));
        repository.delete(tweet, outbox.insertion(event));
        outbox.written(event);
        timelines.deleted(tweet.authorId(), tweet.tweetId());
    }

    private void write(Tweet tweet, long eventId) {
        OutboxEntry event = entry(TweetPosted.of(tweet, eventId));
        repository.insert(tweet, outbox.insertion(event));
        outbox.written(event);
        timelines.posted(tweet.authorId(), tweet.tweetId());
    }

    private void count(Tweet tweet) {
        soonOrLater(() -> {
            if (tweet.replyTo() != null) {
                engagements.add(Kind.REPLY, tweet.replyTo(), tweet.tweetId(), tweet.tweetId());
            }
            if (tweet.quoteOf() != null) {
                engagements.add(Kind.QUOTE, tweet.quoteOf(), tweet.tweetId(), tweet.tweetId());
            }
            boolean counts = tweet.replyTo() != null || tweet.quoteOf() != null;
            if (counts && repository.find(tweet.tweetId()).isEmpty()) {
                uncount(tweet); // deleted before it was counted
            }
        });
    }

    private void uncount(Tweet tweet) {
        soonOrLater(() -> {
            if (tweet.replyTo() != null) {
                engagements.remove(Kind.REPLY, tweet.replyTo(), tweet.tweetId());
            }
            if (tweet.quoteOf() != null) {
                engagements.remove(Kind.QUOTE, tweet.quoteOf(), tweet.tweetId());
            }
            if (tweet.retweetOf() != null) {
                engagements.remove(Kind.RETWEET, tweet.retweetOf(), tweet.authorId(), tweet.tweetId());
            } else {
                engagements.forget(tweet.tweetId());
            }
        });
    }

    /** The tweet is written; its event has it counted too, so that what fails here is made good a little later. */
    private static void soonOrLater(Runnable counting) {
        try {
            counting.run();
        } catch (RuntimeException e) {
            if (!Infrastructure.isFault(e)) {
                throw e;
            }
            log.atWarn()
                    .setMessage("Counts are left to the event")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
        }
    }

    private Entities entities(String content) {
        Entities found = EntityScanner.entities(content);
        return found.mentions().isEmpty()
                ? found
                : found.mentioning(authors.idsByHandle(
                        found.mentions().stream().map(Entities.Mention::handle).toList()));
    }

    private OutboxEntry entry(TweetEvent event) {
        return new OutboxEntry(event.eventId(), event.authorId(), json.writeValueAsString(event));
    }
}
