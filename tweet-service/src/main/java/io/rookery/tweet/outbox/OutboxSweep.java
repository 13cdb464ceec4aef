package io.rookery.tweet.outbox;

import io.rookery.defaults.ids.Snowflake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Publishes what the queue did not: walks the time slices of a node id, oldest first. */
@Component
class OutboxSweep {

    private final OutboxRepository repository;
    private final OutboxPublisher publisher;
    private final OutboxQueue queue;
    private final OutboxProperties settings;
    private final InstantSource clock;

    OutboxSweep(
            OutboxRepository repository,
            OutboxPublisher publisher,
            OutboxQueue queue,
            OutboxProperties settings,
            InstantSource clock) {
        this.repository = repository;
        this.publisher = publisher;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param fromMillis before it all is published
     * @param untilMillis before it all ids of the node id are
     * @param minAge leaves younger events alone
     * @return before which time all is published and nothing can be added any more: {@code fromMillis} or later, at
     *     most {@code untilMillis}
     * @throws RuntimeException if Kafka or Cassandra failed; what was published until then is deleted
     */
    long sweep(int node, long fromMillis, long untilMillis, Duration minAge) {
        long now = clock.millis();
        long settledMillis = now - settings.settle().toMillis();
        long before = Snowflake.first(Math.min(untilMillis, now - minAge.toMillis()));
        long swept = fromMillis;
        boolean allSettled = true;
        long lastBucket = OutboxEntry.bucket(Math.min(untilMillis, now));
        for (long bucket = OutboxEntry.bucket(fromMillis); bucket <= lastBucket; bucket++) {
            boolean empty = sweepBucket(node, bucket, before);
            long end = Math.min((bucket + 1) * OutboxEntry.BUCKET_MILLIS, untilMillis);
            allSettled = allSettled && empty && end <= settledMillis;
            if (allSettled) {
                swept = end;
            }
        }
        return swept;
    }

    /** @return whether there was nothing */
    private boolean sweepBucket(int node, long bucket, long before) {
        boolean empty = true;
        long after = 0;
        List<OutboxEntry> page;
        do {
            page = repository.entries(node, bucket, after, before, settings.batch());
            if (!page.isEmpty()) {
                empty = false;
                after = page.getLast().eventId();
                List<OutboxEntry> left =
                        page.stream().filter(entry -> !queue.isPending(entry)).toList();
                publisher.publish(left);
            }
        } while (page.size() == settings.batch());
        return empty;
    }
}
