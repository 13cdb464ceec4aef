package io.rookery.tweet.ids;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.util.List;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/**
 * The leases of all instances. Every change is a compare-and-set; a lease ends by Cassandra's own TTL, so that no two
 * instances' clocks are ever compared.
 */
@Repository
public class NodeLeaseRepository {

    private final CqlOperations cql;
    private final PreparedStatement all;
    private final PreparedStatement take;
    private final PreparedStatement renew;
    private final PreparedStatement note;
    private final PreparedStatement release;

    NodeLeaseRepository(CqlSession session, CqlOperations cql) {
        this.cql = cql;
        all = session.prepare("SELECT node_id, owner, issued_until, swept_until FROM node_leases");
        take = session.prepare("""
                UPDATE node_leases USING TTL ? SET owner = ? WHERE node_id = ?
                IF owner = null AND issued_until = ? AND swept_until = ?""");
        renew = session.prepare("UPDATE node_leases USING TTL ? SET owner = ? WHERE node_id = ? IF owner = ?");
        note = session.prepare("UPDATE node_leases SET issued_until = ?, swept_until = ? WHERE node_id = ?");
        release = session.prepare("""
                UPDATE node_leases SET owner = null, issued_until = ?, swept_until = ? WHERE node_id = ?
                IF owner = ?""");
    }

    /** Every node id that was ever held, at most 1,024; not a decision, only a hint what to try. */
    public List<StoredLease> all() {
        return cql.query(all.bind().setIdempotent(true), (row, _) -> storedLease(row));
    }

    /**
     * @param seen as {@link #all} gave it; if it changed since, the answer is no
     * @return whether the lease is the new owner's now
     */
    public boolean take(StoredLease seen, String owner, long issuedUntil, long sweptUntil, Duration lease) {
        return applied(BatchStatement.newInstance(
                BatchType.UNLOGGED,
                take.bind(seconds(lease), owner, seen.node())
                        .set("issued_until", seen.issuedUntil(), Long.class)
                        .set("swept_until", seen.sweptUntil(), Long.class),
                note.bind(issuedUntil, sweptUntil, seen.node())));
    }

    /** @return whether the lease is still the owner's, for its whole length again */
    boolean renew(int node, String owner, long issuedUntil, long sweptUntil, Duration lease) {
        return applied(BatchStatement.newInstance(
                BatchType.UNLOGGED,
                renew.bind(seconds(lease), owner, node, owner),
                note.bind(issuedUntil, sweptUntil, node)));
    }

    /** Gives the lease back; nothing happens if it is no longer the owner's. */
    public void release(int node, String owner, long issuedUntil, long sweptUntil) {
        applied(release.bind(issuedUntil, sweptUntil, node, owner));
    }

    private boolean applied(Statement<?> statement) {
        return cql.queryForResultSet(statement).wasApplied();
    }

    private static int seconds(Duration lease) {
        return Math.toIntExact(lease.toSeconds());
    }

    private static StoredLease storedLease(Row row) {
        return new StoredLease(
                row.getInt("node_id"),
                row.getString("owner"),
                row.get("issued_until", Long.class),
                row.get("swept_until", Long.class));
    }
}
