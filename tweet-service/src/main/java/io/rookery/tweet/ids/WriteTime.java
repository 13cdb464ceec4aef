package io.rookery.tweet.ids;

import io.rookery.defaults.ids.Snowflake;

/**
 * Cassandra write timestamps (microseconds) of rows that are written once under an id of ours and deleted once. They
 * come from the id, not from a clock: a delete beats its write whichever instance sends it and however wrong its clock
 * is, and a late or repeated write changes nothing.
 */
public final class WriteTime {

    private static final long MICROS_PER_MILLI = 1_000;

    private WriteTime() {}

    public static long ofWrite(long id) {
        return Snowflake.millis(id) * MICROS_PER_MILLI;
    }

    public static long ofDelete(long id) {
        return ofWrite(id) + 1;
    }
}
