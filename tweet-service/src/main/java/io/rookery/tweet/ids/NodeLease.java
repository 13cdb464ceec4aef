package io.rookery.tweet.ids;

/**
 * The right to issue ids under a node id. It has two ends: the deadline, by a clock that never jumps, guards against an
 * owner that was cut off; the limit, by the same clock the ids are made of and stored with the lease, guards against an
 * owner whose clock was ahead, because the next owner starts at it.
 *
 * @param node 0 to 1023
 * @param firstMillis Unix time in ms of the first id
 * @param limitMillis Unix time in ms before which all ids are
 * @param deadlineNanos {@link System#nanoTime()} from which on none is issued
 */
public record NodeLease(int node, long firstMillis, long limitMillis, long deadlineNanos) {

    boolean liveAt(long nanos) {
        return nanos - deadlineNanos < 0;
    }

    NodeLease renewed(long newLimitMillis, long newDeadlineNanos) {
        return new NodeLease(node, firstMillis, Math.max(limitMillis, newLimitMillis), newDeadlineNanos);
    }
}
