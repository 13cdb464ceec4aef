package io.rookery.tweet.tweets;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.tweet.ids.ClockSkew;
import java.time.Duration;

/**
 * The time slices an author's tweets are partitioned by: 30 days each, from a tweet's id alone. They bound a partition to
 * what one author posts in a month.
 */
public final class TweetBucket {

    private static final long MILLIS = Duration.ofDays(30).toMillis();

    private static final long SKEW_MILLIS = ClockSkew.MAX.toMillis();

    private TweetBucket() {}

    public static int of(long tweetId) {
        return ofMillis(Snowflake.millis(tweetId));
    }

    /** The newest bucket that can hold anything. */
    static int newest(long nowMillis) {
        return ofMillis(nowMillis + SKEW_MILLIS);
    }

    /** The oldest bucket of an author: ids of users are time-ordered, and nobody posts before their account exists. */
    static int oldest(long authorId) {
        return ofMillis(Snowflake.millis(authorId) - SKEW_MILLIS);
    }

    /** Smallest id of a bucket. */
    static long firstId(int bucket) {
        return Snowflake.first(bucket * MILLIS);
    }

    private static int ofMillis(long epochMillis) {
        return Math.toIntExact(epochMillis / MILLIS);
    }
}
