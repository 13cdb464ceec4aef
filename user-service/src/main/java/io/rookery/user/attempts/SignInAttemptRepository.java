package io.rookery.user.attempts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Failures by login name, a row each; names come in as hashes. */
@Repository
class SignInAttemptRepository {

    private final JdbcClient jdbc;

    SignInAttemptRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a failure if one is free or the last is long enough ago: of several at once, no more than that.
     *
     * @return false if none was added
     */
    boolean take(byte[] name, Instant now, SignInProperties limits) {
        return jdbc.sql("""
                        insert into sign_in_attempts as known (name_hash, failures, last_at) values (:name, 1, :now)
                        on conflict (name_hash) do update
                        set failures = case when known.last_at <= :forgotten then 1 else known.failures + 1 end,
                            last_at = :now
                        where known.failures < :free or known.last_at <= :retry
                        """)
                        .param("name", name)
                        .param("now", timestamp(now))
                        .param("free", limits.freeFailures())
                        .param("retry", timestamp(now.minus(limits.retryInterval())))
                        .param("forgotten", timestamp(now.minus(limits.forgottenAfter())))
                        .update()
                == 1;
    }

    /** When the last attempt was taken. */
    Optional<Instant> last(byte[] name) {
        return jdbc.sql("select last_at from sign_in_attempts where name_hash = :name")
                .param("name", name)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Takes one failure off; names of which none is left are not kept, or a flood of them would be. */
    void giveBack(byte[] name) {
        boolean wasTheOnly = jdbc.sql("delete from sign_in_attempts where name_hash = :name and failures <= 1")
                        .param("name", name)
                        .update()
                == 1;
        if (!wasTheOnly) {
            jdbc.sql("update sign_in_attempts set failures = failures - 1 where name_hash = :name")
                    .param("name", name)
                    .update();
        }
    }

    void forget(byte[] name) {
        jdbc.sql("delete from sign_in_attempts where name_hash = :name")
                .param("name", name)
                .update();
    }

    int deleteOlder(Instant last, int limit) {
        return jdbc.sql("""
                        delete from sign_in_attempts where name_hash = any(array(
                            select name_hash from sign_in_attempts where last_at <= :last limit :limit
                            for update skip locked))
                        """)
                .param("last", timestamp(last))
                .param("limit", limit)
                .update();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
