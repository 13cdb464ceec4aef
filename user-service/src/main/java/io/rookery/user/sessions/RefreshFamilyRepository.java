package io.rookery.user.sessions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The families of refresh tokens: a row for each login, which knows only the newest token. */
@Repository
class RefreshFamilyRepository {

    private final JdbcClient jdbc;

    RefreshFamilyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(RefreshToken token, long userId, Instant expiresAt) {
        jdbc.sql("""
                        insert into refresh_families (family_hash, token_hash, user_id, expires_at)
                        values (:family, :token, :user, :expires)
                        """)
                .param("family", token.familyHash())
                .param("token", token.tokenHash())
                .param("user", userId)
                .param("expires", timestamp(expiresAt))
                .update();
    }

    /**
     * Replaces the family's token by the next if it is the one presented: of several at once, one wins.
     *
     * @return the user; empty if the family is gone or expired, or the token is not its newest
     */
    Optional<Long> rotate(RefreshToken presented, RefreshToken next, Instant now, Instant expiresAt) {
        return jdbc.sql("""
                        update refresh_families set token_hash = :next, expires_at = :expires
                        where family_hash = :family and token_hash = :presented and expires_at > :now
                        returning user_id
                        """)
                .param("next", next.tokenHash())
                .param("expires", timestamp(expiresAt))
                .param("family", presented.familyHash())
                .param("presented", presented.tokenHash())
                .param("now", timestamp(now))
                .query((row, _) -> row.getLong(1))
                .optional();
    }

    /** Ends the token's family; false if there was none. */
    boolean revoke(RefreshToken token) {
        return jdbc.sql("delete from refresh_families where family_hash = :family")
                        .param("family", token.familyHash())
                        .update()
                > 0;
    }

    int deleteExpired(Instant now) {
        return jdbc.sql("delete from refresh_families where expires_at <= :now")
                .param("now", timestamp(now))
                .update();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
