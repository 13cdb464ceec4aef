package io.rookery.tweet.ids;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Issues ids that ascend within an instance and are unique over all instances, as long as it holds a {@link NodeLease}:
 * up to 4,096 in a millisecond, then it waits for the next one. Thread-safe.
 */
public final class IdGenerator {

    private static final long PAUSE_NANOS = 100_000;

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final long clockWaitMillis;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable NodeLease lease;
    private long lastMillis;
    private int lastSequence;

    /**
     * @param clock what the ids are made of; may jump
     * @param nanoTime what the lease is measured with; never jumps
     * @param clockWait how long a call waits for a clock that ran backwards
     */
    public IdGenerator(InstantSource clock, LongSupplier nanoTime, Duration clockWait) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.clockWaitMillis = clockWait.toMillis();
    }

    /** @throws ServiceUnavailableException without a live lease, or while the clock is behind the last id */
    public long next() {
        lock.lock();
        try {
            NodeLease held = live();
            long millis = millisFrom(lastMillis);
            int sequence = millis == lastMillis ? lastSequence + 1 : 0;
            if (sequence == Snowflake.SEQUENCES) {
                millis = millisFrom(lastMillis + 1);
                sequence = 0;
            }
            // Again: the thread may have stood still since, and the clock may have jumped ahead
            if (millis >= held.limitMillis() || !held.liveAt(nanoTime.getAsLong())) {
                throw withoutLease();
            }
            lastMillis = millis;
            lastSequence = sequence;
            return Snowflake.id(millis, held.node(), sequence);
        } finally {
            lock.unlock();
        }
    }

    /** The node id an id was issued under. */
    public static int node(long id) {
        return (int) (id / Snowflake.SEQUENCES % Snowflake.NODES);
    }

    /** Whether the lease the id was issued under is held without a break until now. */
    public boolean holdsLeaseOf(long id) {
        NodeLease held = lease;
        return held != null
                && held.liveAt(nanoTime.getAsLong())
                && held.node() == node(id)
                && held.firstMillis() <= Snowflake.millis(id);
    }

    /** Whether {@link #next} would answer. */
    boolean isReady() {
        NodeLease held = lease;
        return held != null && held.liveAt(nanoTime.getAsLong()) && clock.millis() < held.limitMillis();
    }

    /** From now on ids are issued under this lease. */
    void use(NodeLease newLease) {
        lock.lock();
        try {
            NodeLease old = lease;
            if (old == null || old.node() != newLease.node() || old.firstMillis() != newLease.firstMillis()) {
                lastMillis = newLease.firstMillis() - 1;
                lastSequence = 0;
            }
            lease = newLease;
        } finally {
            lock.unlock();
        }
    }

    /**
     * From now on no id is issued.
     *
     * @return Unix time in ms before which all ids issued so far are
     */
    long stop() {
        lock.lock();
        try {
            lease = null;
            return lastMillis + 1;
        } finally {
            lock.unlock();
        }
    }

    private NodeLease live() {
        NodeLease held = lease;
        if (held == null || !held.liveAt(nanoTime.getAsLong())) {
            throw withoutLease();
        }
        return held;
    }

    private long millisFrom(long earliest) {
        long now = clock.millis();
        if (earliest - now > clockWaitMillis) {
            throw new ServiceUnavailableException("The clock of this instance ran backwards.");
        }
        while (now < earliest) {
            LockSupport.parkNanos(PAUSE_NANOS);
            now = clock.millis();
        }
        return now;
    }

    private static ServiceUnavailableException withoutLease() {
        return new ServiceUnavailableException("This instance may not issue ids at the moment.");
    }
}
