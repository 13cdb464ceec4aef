package io.rookery.tweet.outbox;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.tweet.ids.IdGenerator;

/**
 * An event on its way to Kafka. Where it is stored follows from its id: the node id of the instance that wrote it, and
 * the time slice of its milliseconds.
 *
 * @param eventId an id of {@link IdGenerator}
 * @param authorId the record's key: events of one author share a partition
 * @param payload the record's value, JSON
 */
public record OutboxEntry(long eventId, long authorId, String payload) {

    /** Ten seconds: few enough rows, and tombstones of published ones, in a partition to read it in one go. */
    static final long BUCKET_MILLIS = 10_000;

    int node() {
        return IdGenerator.node(eventId);
    }

    long bucket() {
        return bucket(Snowflake.millis(eventId));
    }

    static long bucket(long epochMillis) {
        return epochMillis / BUCKET_MILLIS;
    }
}
