package io.rookery.user.outbox;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Waiting events, and the lease of who sends them. Time is the database's, the same for all instances. */
@Repository
class OutboxRepository {

    /** A gauge need not count further. */
    private static final int COUNTED = 100_000;

    private final JdbcClient jdbc;

    OutboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(String topic, String key, String payload) {
        jdbc.sql("insert into outbox (topic, key, payload) values (:topic, :key, :payload)")
                .param("topic", topic)
                .param("key", key)
                .param("payload", payload)
                .update();
    }

    boolean isEmpty() {
        return jdbc.sql("select not exists (select from outbox)")
                .query(Boolean.class)
                .single();
    }

    /** The oldest first. */
    List<OutboxEntry> next(int limit) {
        return jdbc.sql("select outbox_id, topic, key, payload from outbox order by outbox_id limit :limit")
                .param("limit", limit)
                .query((row, _) ->
                        new OutboxEntry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** By id and not "up to": an older id may have been committed since they were read. */
    void delete(List<OutboxEntry> entries) {
        jdbc.sql("delete from outbox where outbox_id = any(:ids)")
                .param("ids", entries.stream().map(OutboxEntry::outboxId).toArray(Long[]::new))
                .update();
    }

    /**
     * Takes the lease or, if it is one's own, renews it.
     *
     * @return false if another relay holds it
     */
    boolean acquire(String owner, Duration lease) {
        return jdbc.sql("""
                        update outbox_lease
                        set owner = :owner, held_until = clock_timestamp() + :millis * interval '1 millisecond'
                        where owner = :owner or held_until < clock_timestamp()
                        """)
                        .param("owner", owner)
                        .param("millis", lease.toMillis())
                        .update()
                == 1;
    }

    void release(String owner) {
        jdbc.sql("update outbox_lease set held_until = '-infinity' where owner = :owner")
                .param("owner", owner)
                .update();
    }

    /** How many wait, at most 100,000. */
    long size() {
        return jdbc.sql("select count(*) from (select from outbox limit :most) as counted")
                .param("most", COUNTED)
                .query(Long.class)
                .single();
    }

    /** Seconds since the oldest was written, 0 if none waits. */
    double age() {
        return jdbc.sql("""
                        select coalesce(extract(epoch from clock_timestamp() - (
                            select created_at from outbox order by outbox_id limit 1)), 0)::double precision
                        """).query(Double.class).single();
    }
}
