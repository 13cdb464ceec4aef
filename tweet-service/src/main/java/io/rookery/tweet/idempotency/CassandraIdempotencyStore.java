package io.rookery.tweet.idempotency;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.rookery.defaults.idempotency.Claim;
import io.rookery.defaults.idempotency.IdempotencyStore;
import io.rookery.defaults.idempotency.IdempotentRequest;
import io.rookery.defaults.idempotency.StoredReply;
import io.rookery.tweet.ids.IdGenerator;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/**
 * Keys in the table {@code idempotency_keys}, a row for each, changed by compare-and-set only. A claim's lease is the column
 * {@code holder}, which ends by Cassandra's own TTL, so that no two instances' clocks are ever compared.
 *
 * <p>The claim id is kept when the claim is given back or its lease ends and the same body comes again: a request that
 * ended in a 503 may have been done. Two holders of one claim, the first of them slower than its lease, have that id in
 * common; the reply of the first to end is the one that stays.
 */
@Repository
class CassandraIdempotencyStore implements IdempotencyStore {

    /** How often a claim is tried that another one got ahead of, or that Cassandra did not answer. */
    private static final int ATTEMPTS = 3;

    private final CqlOperations cql;
    private final IdGenerator ids;
    private final DefaultConsistencyLevel serial;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement hold;
    private final PreparedStatement takeOver;
    private final PreparedStatement replace;
    private final PreparedStatement complete;
    private final PreparedStatement release;

    CassandraIdempotencyStore(CqlSession session, CqlOperations cql, IdGenerator ids) {
        this.cql = cql;
        this.ids = ids;
        serial = DefaultConsistencyLevel.valueOf(session.getContext()
                .getConfig()
                .getDefaultProfile()
                .getString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY));
        select = session.prepare("""
                SELECT claim_id, fingerprint, holder, released, status, content_type, location, body
                FROM idempotency_keys WHERE scope = ?""");
        insert = session.prepare("""
                INSERT INTO idempotency_keys (scope, claim_id, fingerprint) VALUES (?, ?, ?)
                IF NOT EXISTS USING TTL ?""");
        hold = session.prepare("UPDATE idempotency_keys USING TTL ? SET holder = ? WHERE scope = ?");
        takeOver = session.prepare("""
                UPDATE idempotency_keys USING TTL ? SET holder = ? WHERE scope = ?
                IF claim_id = ? AND holder = null AND status = null""");
        replace = session.prepare("""
                UPDATE idempotency_keys USING TTL ? SET claim_id = ?, fingerprint = ?, released = null WHERE scope = ?
                IF claim_id = ? AND holder = null AND status = null AND released = true""");
        complete = session.prepare("""
                UPDATE idempotency_keys USING TTL ?
                SET claim_id = ?, fingerprint = ?, status = ?, content_type = ?, location = ?, body = ?, holder = null
                WHERE scope = ? IF claim_id = ? AND status = null""");
        release = session.prepare("""
                UPDATE idempotency_keys USING TTL ? SET holder = null, released = true
                WHERE scope = ? IF claim_id = ? AND status = null""");
    }

    @Override
    public Claim claim(IdempotentRequest request) {
        long fresh = ids.next();
        DataAccessException failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Claim claim = claim(request, fresh, failure != null);
                if (claim != null) {
                    return claim;
                }
            } catch (DataAccessException e) {
                failure = e; // It may have been claimed; the next attempt settles that
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new Claim.InProgress();
    }

    /**
     * @param fresh the claim's id if the key is new, and in any case the name of who holds it
     * @param serially whether a claim of unknown outcome is settled first; costly where many come at once, who would keep
     *     the one that is to complete from doing so
     * @return null if another one got ahead
     */
    private @Nullable Claim claim(IdempotentRequest request, long fresh, boolean serially) {
        Row row = read(request, serially);
        if (row == null) {
            return applied(together(
                            insert.bind(request.scope(), fresh, request.fingerprint(), seconds(KEPT)),
                            hold.bind(seconds(LEASE), fresh, request.scope())))
                    ? new Claim.Granted(fresh, false)
                    : null;
        }
        Long claimId = row.get("claim_id", Long.class);
        Long holder = row.get("holder", Long.class);
        if (claimId == null) {
            return new Claim.InProgress(); // what is kept ended while it was held
        }
        if (holder != null && holder == fresh) {
            return new Claim.Granted(claimId, claimId != fresh);
        }
        if (!request.fingerprint().equals(row.getString("fingerprint"))) {
            if (holder != null || !row.getBoolean("released")) {
                return new Claim.Reused();
            }
            return applied(together(
                            replace.bind(seconds(KEPT), fresh, request.fingerprint(), request.scope(), claimId),
                            hold.bind(seconds(LEASE), fresh, request.scope())))
                    ? new Claim.Granted(fresh, false)
                    : null;
        }
        if (!row.isNull("status")) {
            return new Claim.Done(reply(row));
        }
        if (holder != null) {
            return new Claim.InProgress();
        }
        return applied(takeOver.bind(seconds(LEASE), fresh, request.scope(), claimId))
                ? new Claim.Granted(claimId, true)
                : null;
    }

    @Override
    public void complete(IdempotentRequest request, Claim.Granted claim, StoredReply reply) {
        applied(complete.bind(seconds(KEPT), claim.id(), request.fingerprint(), (short) reply.status())
                .setString(4, reply.contentType())
                .setString(5, reply.location())
                .setByteBuffer(6, ByteBuffer.wrap(reply.body()))
                .setString(7, request.scope())
                .setLong(8, claim.id()));
    }

    @Override
    public void release(IdempotentRequest request, Claim.Granted claim) {
        applied(release.bind(seconds(KEPT), request.scope(), claim.id()));
    }

    private @Nullable Row read(IdempotentRequest request, boolean serially) {
        BoundStatement statement = select.bind(request.scope()).setIdempotent(true);
        List<Row> rows = cql.query(serially ? statement.setConsistencyLevel(serial) : statement, (row, _) -> row);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    private boolean applied(Statement<?> statement) {
        return cql.queryForResultSet(statement).wasApplied();
    }

    private static BatchStatement together(BoundStatement... statements) {
        return BatchStatement.newInstance(BatchType.UNLOGGED, statements);
    }

    private static StoredReply reply(Row row) {
        ByteBuffer body = Objects.requireNonNull(row.getByteBuffer("body"));
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return new StoredReply(row.getShort("status"), row.getString("content_type"), row.getString("location"), bytes);
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
