package io.rookery.tweet.ids;

import io.rookery.defaults.ids.Snowflake;
import java.time.Duration;

/** How far the clocks that make ids (those of our instances, and user-service's database) may be apart. */
public final class ClockSkew {

    public static final Duration MAX = Duration.ofMinutes(1);

    private ClockSkew() {}

    /** All ids that were made after this one are above the one returned, whoever made them. */
    public static long allow(long id) {
        return Math.max(0, Snowflake.first(Snowflake.millis(id) - MAX.toMillis()) - 1);
    }
}
