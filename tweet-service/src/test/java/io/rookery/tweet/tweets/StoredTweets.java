package io.rookery.tweet.tweets;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.tweet.entities.Entities;
import io.rookery.tweet.outbox.Outbox;
import io.rookery.tweet.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.json.JsonMapper;

/** Tweets as if they had been posted long ago: stored, and no event of them told any more. */
@TestComponent
public class StoredTweets {

    /** A node id of which nobody sweeps the outbox. */
    private static final int OLD_NODE = 1023;

    private final AtomicInteger sequence = new AtomicInteger();
    private final TweetRepository repository;
    private final Outbox outbox;
    private final JsonMapper json;

    StoredTweets(TweetRepository repository, Outbox outbox, JsonMapper json) {
        this.repository = repository;
        this.outbox = outbox;
        this.json = json;
    }

    public Tweet post(long authorId, Duration age) {
        return store(authorId, age, null, null, null, List.of());
    }

    public Tweet reply(long authorId, Duration age, Tweet to) {
        return store(authorId, age, to, null, null, List.of());
    }

    public Tweet quote(long authorId, Duration age, Tweet of, List<Long> mediaIds) {
        return store(authorId, age, null, of.tweetId(), null, mediaIds);
    }

    public Tweet retweet(long authorId, Duration age, Tweet of) {
        return store(authorId, age, null, null, of.tweetId(), List.of());
    }

    /**
     * As by an instance that was killed right after writing it: the event is in the outbox under its node id, and nobody
     * counted.
     */
    public Tweet retweetOfKilled(int node, Instant when, long userId, long originalId) {
        Tweet retweet = Tweet.retweet(Snowflake.id(when.toEpochMilli(), node, 0), userId, originalId);
        String event = json.writeValueAsString(TweetEvent.TweetPosted.of(retweet, retweet.tweetId()));
        repository.insert(retweet, outbox.insertion(new OutboxEntry(retweet.tweetId(), userId, event)));
        return retweet;
    }

    private Tweet store(
            long authorId,
            Duration age,
            @Nullable Tweet replyTo,
            @Nullable Long quoteOf,
            @Nullable Long retweetOf,
            List<Long> mediaIds) {
        long id = Snowflake.id(
                Instant.now().minus(age).toEpochMilli(), OLD_NODE, sequence.incrementAndGet() % Snowflake.SEQUENCES);
        Tweet tweet = new Tweet(
                id,
                authorId,
                retweetOf == null ? "Long ago" : "",
                replyTo == null ? id : replyTo.conversationId(),
                replyTo == null ? null : replyTo.tweetId(),
                quoteOf,
                retweetOf,
                mediaIds,
                Entities.NONE);
        repository.insert(tweet, outbox.insertion(new OutboxEntry(id, authorId, "{}")));
        return tweet;
    }
}
