package io.rookery.tweet.outbox;

import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.ids.IdGenerator;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Where a use case leaves its event: {@link #insertion} goes into the logged batch that writes what the event tells of,
 * then {@link #written} has it published. No caller ever waits for Kafka.
 */
@Component
public class Outbox {

    private final OutboxRepository entries;
    private final OutboxQueue queue;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final long confirmWithinMillis;

    Outbox(
            OutboxRepository entries,
            OutboxQueue queue,
            IdGenerator ids,
            InstantSource clock,
            OutboxProperties settings) {
        this.entries = entries;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
        this.confirmWithinMillis = settings.settle().toMillis() / 2;
    }

    public BatchableStatement<?> insertion(OutboxEntry entry) {
        return entries.insertion(entry);
    }

    /**
     * To be called when the batch is acknowledged.
     *
     * @throws ServiceUnavailableException if the batch took so long, or the node id was lost meanwhile, that a sweep may
     *     have passed the event's place already; then it must not be acknowledged, although it may be published
     */
    public void written(OutboxEntry entry) {
        queue.offer(entry);
        boolean inTime = clock.millis() - Snowflake.millis(entry.eventId()) < confirmWithinMillis;
        if (!inTime || !ids.holdsLeaseOf(entry.eventId())) {
            throw new ServiceUnavailableException("It took too long to store this; it may have been stored.");
        }
    }
}
