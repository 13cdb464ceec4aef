package io.rookery.tweet.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The fast way from the request that wrote an event to Kafka. It may drop anything, because everything in it is in the
 * outbox too: what does not fit, and all of it while Kafka cannot be reached, when the sweep publishes in order instead.
 */
final class OutboxQueue {

    private static final long POLL_MILLIS = 200;

    private final BlockingQueue<OutboxEntry> queue;
    /** Ids in the queue or in the publisher's hands, which the sweep must leave alone. */
    private final Set<Long> pending = ConcurrentHashMap.newKeySet();

    private volatile boolean open;

    OutboxQueue(int capacity) {
        queue = new ArrayBlockingQueue<>(capacity);
    }

    /** Never blocks. */
    void offer(OutboxEntry entry) {
        if (open && pending.add(entry.eventId()) && !queue.offer(entry)) {
            pending.remove(entry.eventId());
        }
    }

    /** At least one, at most {@code limit}, or none after a moment without any; {@link #done} must follow. */
    List<OutboxEntry> poll(int limit) throws InterruptedException {
        List<OutboxEntry> entries = new ArrayList<>();
        OutboxEntry first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            entries.add(first);
            queue.drainTo(entries, limit - 1);
        }
        return entries;
    }

    void done(Collection<OutboxEntry> entries) {
        entries.forEach(entry -> pending.remove(entry.eventId()));
    }

    boolean isPending(OutboxEntry entry) {
        return pending.contains(entry.eventId());
    }

    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
    }

    /** Drops what is queued and takes nothing until {@link #open}. */
    void close() {
        open = false;
        List<OutboxEntry> dropped = new ArrayList<>();
        queue.drainTo(dropped);
        done(dropped);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }
}
