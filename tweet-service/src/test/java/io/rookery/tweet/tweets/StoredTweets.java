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

/** Tweets as if they had been posted long ago: stored, and no event of them told any more. */
@TestComponent
public class StoredTweets {

    /** A node id of which nobody sweeps the outbox. */
    private static final int OLD_NODE = 1023;

    private final AtomicInteger sequence = new AtomicInteger();
    private final TweetRepository repository;
    private final Outbox outbox;

    StoredTweets(TweetRepository repository, Outbox outbox) {
        this.repository = repository;
        this.outbox = outbox;
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
