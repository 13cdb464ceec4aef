package io.rookery.defaults.idempotency;

import io.rookery.defaults.problem.Infrastructure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keys in the table {@code idempotency_keys} of PostgreSQL, which the service's own migration makes along with
 * {@code next_id()}. Time is the database's, so that instances agree on it.
 *
 * <p>A claim that is given back keeps its id and is taken again with it by the same body: a request that ended in a 503
 * may have been done. Two holders of one claim, the first of them slower than its lease, have that id in common; the
 * reply of the first to end is the one that stays.
 */
final class JdbcIdempotencyStore implements IdempotencyStore {

    private static final Logger log = LoggerFactory.getLogger(JdbcIdempotencyStore.class);

    private final JdbcClient jdbc;

    JdbcIdempotencyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Claim claim(IdempotentRequest request) {
        return take(request).or(() -> read(request)).orElseGet(Claim.InProgress::new);
    }

    /** Empty if the key is in use: one statement, so that of several at once the row's lock lets one through. */
    private Optional<Claim> take(IdempotentRequest request) {
        return jdbc.sql("""
                        with fresh as materialized (select next_id() as claim_id)
                        insert into idempotency_keys as used (scope, claim_id, fingerprint, held_until, expires_at)
                        select :scope, claim_id, :fingerprint,
                            now() + make_interval(secs => :lease), now() + make_interval(secs => :kept)
                        from fresh
                        on conflict (scope) do update set
                            claim_id = case when used.expires_at > now() and used.fingerprint = excluded.fingerprint
                                then used.claim_id else excluded.claim_id end,
                            fingerprint = excluded.fingerprint,
                            held_until = excluded.held_until,
                            expires_at = excluded.expires_at,
                            status = null, content_type = null, location = null, body = null
                        where used.expires_at <= now()
                            or used.status is null and used.held_until <= now()
                                and (used.fingerprint = excluded.fingerprint or used.held_until = '-infinity')
                        returning claim_id, claim_id <> (select claim_id from fresh) as again
                        """)
                .param("scope", request.scope())
                .param("fingerprint", request.fingerprint())
                .param("lease", seconds(LEASE))
                .param("kept", seconds(KEPT))
                .query((row, _) -> (Claim) new Claim.Granted(row.getLong("claim_id"), row.getBoolean("again")))
                .optional();
    }

    /** Empty if the row was swept away meanwhile. */
    private Optional<Claim> read(IdempotentRequest request) {
        return jdbc.sql("""
                        select fingerprint, status, content_type, location, body
                        from idempotency_keys where scope = :scope
                        """)
                .param("scope", request.scope())
                .query((row, _) -> claim(request, row))
                .optional();
    }

    private static Claim claim(IdempotentRequest request, ResultSet row) throws SQLException {
        if (!row.getString("fingerprint").equals(request.fingerprint())) {
            return new Claim.Reused();
        }
        int status = row.getInt("status");
        if (row.wasNull()) {
            return new Claim.InProgress();
        }
        return new Claim.Done(new StoredReply(
                status, row.getString("content_type"), row.getString("location"), row.getBytes("body")));
    }

    @Override
    public void complete(IdempotentRequest request, Claim.Granted claim, StoredReply reply) {
        jdbc.sql("""
                        update idempotency_keys
                        set status = :status, content_type = :content_type, location = :location, body = :body,
                            expires_at = now() + make_interval(secs => :kept)
                        where scope = :scope and claim_id = :claim and status is null
                        """)
                .param("status", reply.status())
                .param("content_type", reply.contentType())
                .param("location", reply.location())
                .param("body", reply.body())
                .param("kept", seconds(KEPT))
                .param("scope", request.scope())
                .param("claim", claim.id())
                .update();
    }

    @Override
    public void release(IdempotentRequest request, Claim.Granted claim) {
        jdbc.sql("""
                        update idempotency_keys set held_until = '-infinity'
                        where scope = :scope and claim_id = :claim and status is null
                        """).param("scope", request.scope()).param("claim", claim.id()).update();
    }

    /** On every instance: twice does no harm. */
    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            jdbc.sql("delete from idempotency_keys where expires_at <= now()").update();
        } catch (RuntimeException e) {
            if (!Infrastructure.isFault(e)) {
                throw e;
            }
            log.atWarn()
                    .setMessage("Expired idempotency keys stay until the next sweep")
                    .addKeyValue("reason", e.toString())
                    .log();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds();
    }
}
