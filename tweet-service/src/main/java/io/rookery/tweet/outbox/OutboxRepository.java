package io.rookery.tweet.outbox;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.rookery.tweet.ids.WriteTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.data.cassandra.core.cql.AsyncCqlOperations;
import org.springframework.data.cassandra.core.cql.AsyncCqlTemplate;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/** The events that are not yet known as published. */
@Repository
class OutboxRepository {

    /** Rows of one delete batch; keeps it below the size from which Cassandra warns. */
    private static final int DELETES = 50;

    private record Partition(int node, long bucket) {}

    private final CqlOperations cql;
    private final AsyncCqlOperations asyncCql;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    OutboxRepository(CqlSession session, CqlOperations cql) {
        this.cql = cql;
        asyncCql = new AsyncCqlTemplate(session);
        insert = session.prepare("""
                INSERT INTO outbox (node_id, bucket, event_id, author_id, payload) VALUES (?, ?, ?, ?, ?)
                USING TIMESTAMP ?""");
        select = session.prepare("""
                SELECT event_id, author_id, payload FROM outbox
                WHERE node_id = ? AND bucket = ? AND event_id > ? AND event_id < ? LIMIT ?""");
        delete = session.prepare(
                "DELETE FROM outbox USING TIMESTAMP ? WHERE node_id = ? AND bucket = ? AND event_id = ?");
    }

    /** For the batch that writes what the event tells of. */
    BatchableStatement<?> insertion(OutboxEntry entry) {
        return insert.bind(
                entry.node(),
                entry.bucket(),
                entry.eventId(),
                entry.authorId(),
                entry.payload(),
                WriteTime.ofWrite(entry.eventId()));
    }

    /** Oldest first, at most {@code limit}; both ids are exclusive. */
    List<OutboxEntry> entries(int node, long bucket, long after, long before, int limit) {
        return cql.query(
                select.bind(node, bucket, after, before, limit).setIdempotent(true),
                (row, _) -> new OutboxEntry(
                        row.getLong("event_id"),
                        row.getLong("author_id"),
                        Objects.requireNonNull(row.getString("payload"))));
    }

    /** In batches of one partition each, all at once. */
    void delete(Collection<OutboxEntry> entries) {
        Map<Partition, List<OutboxEntry>> partitions =
                entries.stream().collect(Collectors.groupingBy(entry -> new Partition(entry.node(), entry.bucket())));
        List<CompletableFuture<Boolean>> batches = new ArrayList<>();
        for (List<OutboxEntry> partition : partitions.values()) {
            for (int from = 0; from < partition.size(); from += DELETES) {
                List<OutboxEntry> slice = partition.subList(from, Math.min(from + DELETES, partition.size()));
                BatchableStatement<?>[] deletions =
                        slice.stream().map(this::deletion).toArray(BatchableStatement<?>[]::new);
                batches.add(asyncCql.execute(BatchStatement.newInstance(BatchType.UNLOGGED, deletions)
                        .setIdempotent(true)));
            }
        }
        batches.forEach(CompletableFuture::join);
    }

    private BatchableStatement<?> deletion(OutboxEntry entry) {
        return delete.bind(WriteTime.ofDelete(entry.eventId()), entry.node(), entry.bucket(), entry.eventId());
    }
}
