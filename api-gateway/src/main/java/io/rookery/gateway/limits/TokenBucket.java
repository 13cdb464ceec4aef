package io.rookery.gateway.limits;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The arithmetic of {@code take.lua}: a bucket that refills steadily, whose state is the time at which it will be full.
 * All times are microseconds of any clock.
 *
 * @param capacity tokens of a full bucket
 * @param window in which an empty bucket fills; what is below a microsecond for each token is dropped
 */
record TokenBucket(long capacity, Duration window) {

    TokenBucket {
        if (capacity < 1 || window.toNanos() / 1_000 < capacity) {
            throw new IllegalArgumentException("No bucket refills " + capacity + " tokens in " + window);
        }
    }

    /** What a request got. */
    record Level(boolean done, long untilFull) {}

    Level take(long fullAt, long now) {
        return change(fullAt, now, interval());
    }

    Level giveBack(long fullAt, long now) {
        return change(fullAt, now, -interval());
    }

    /** In which one token refills. */
    long interval() {
        return window.dividedBy(ChronoUnit.MICROS.getDuration()) / capacity;
    }

    long remaining(Level level) {
        return capacity - Math.ceilDiv(level.untilFull, interval());
    }

    /** Until there is one token more than {@link #remaining} says; 0 if there is none to come. */
    long untilNext(Level level) {
        return level.untilFull - Math.max(capacity - remaining(level) - 1, 0) * interval();
    }

    private Level change(long fullAt, long now, long by) {
        long before = Math.max(fullAt, now);
        long after = before + by;
        if (after - now > capacity * interval()) {
            return new Level(false, before - now);
        }
        return new Level(true, Math.max(after - now, 0));
    }
}
