package io.rookery.defaults.ids;

import java.time.Instant;

/**
 * The layout of a Rookery id: 41 bits of milliseconds since {@link #EPOCH_MILLIS}, 10 bits node, 12 bits sequence.
 *
 * <p>The epoch is the one Twitter chose (2010-11-04T01:42:54.657Z): ids made since 2018 have 19 digits, so their order as
 * decimal strings is their order as numbers, in Redis members and in clients alike. The 41 bits last until 2080.
 */
public final class Snowflake {

    public static final long EPOCH_MILLIS = 1_288_834_974_657L;
    public static final int NODES = 1 << 10;
    public static final int SEQUENCES = 1 << 12;

    private static final int TIME_SHIFT = 22;
    private static final int NODE_SHIFT = 12;

    private Snowflake() {}

    /** @param epochMillis Unix time in ms, at or after the epoch */
    public static long id(long epochMillis, int node, int sequence) {
        if (node < 0 || node >= NODES || sequence < 0 || sequence >= SEQUENCES) {
            throw new IllegalArgumentException("No such node or sequence: " + node + ", " + sequence);
        }
        return first(epochMillis) | ((long) node << NODE_SHIFT) | sequence;
    }

    /** The smallest id of a millisecond; 0 for times before the epoch. */
    public static long first(long epochMillis) {
        return Math.max(0, epochMillis - EPOCH_MILLIS) << TIME_SHIFT;
    }

    /** Unix time in ms at which the id was made. */
    public static long millis(long id) {
        return (id >>> TIME_SHIFT) + EPOCH_MILLIS;
    }

    public static Instant instant(long id) {
        return Instant.ofEpochMilli(millis(id));
    }

    /** @throws IllegalArgumentException unless the text is {@code ^[0-9]{1,19}$} and fits 63 bits */
    public static long parse(String text) {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("An id is 1 to 19 decimal digits");
        }
        return Long.parseLong(text);
    }
}
