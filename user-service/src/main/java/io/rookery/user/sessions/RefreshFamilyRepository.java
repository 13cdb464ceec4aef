package io.rookery.user.sessions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The families of refresh tokens: a row for each login, which knows only the newest token and the one before; and the
 * sessions that ended. Of two statements on one family the second sees what the first did, so each decides by itself.
 */
@Repository
class RefreshFamilyRepository {

    private final JdbcClient jdbc;

    RefreshFamilyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for whoever erases the account or gives it another password, and sees what they did.
     *
     * @param passwordHash what the password was checked against
     * @return false if it is the user's no more
     */
    boolean begin(RefreshToken token, long userId, String passwordHash, Instant expiresAt) {
        return jdbc.sql("""
                        insert into refresh_families (family_hash, token_hash, user_id, expires_at)
                        select :family, :token, user_id, :expires from users
                        where user_id = :user and password_hash = :password for share
                        """)
                        .param("family", token.familyHash())
                        .param("token", token.tokenHash())
                        .param("user", userId)
                        .param("password", passwordHash)
                        .param("expires", timestamp(expiresAt))
                        .update()
                == 1;
    }

    /**
     * Replaces the family's token by the next if it is the one presented: of several at once, one wins.
     *
     * @return the user; empty if the family is gone or expired, or the token is not its newest
     */
    Optional<Long> rotate(RefreshToken presented, RefreshToken next, Instant now, Instant expiresAt) {
        return jdbc.sql("""
                        update refresh_families
                        set token_hash = :next, previous_hash = token_hash, rotated_at = :now, expires_at = :expires
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

    /** Whose newest token this is; empty if it is nobody's. */
    Optional<Long> holder(RefreshToken token, Instant now) {
        return jdbc.sql("""
                        select user_id from refresh_families
                        where family_hash = :family and token_hash = :token and expires_at > :now
                        """)
                .param("family", token.familyHash())
                .param("token", token.tokenHash())
                .param("now", timestamp(now))
                .query((row, _) -> row.getLong(1))
                .optional();
    }

    /**
     * Ends the family of a token that could not be rotated, unless the token was rotated since {@code graceBegan} and is
     * the last that was.
     *
     * @return false if there is no such family, or it was spared
     */
    boolean endReused(RefreshToken presented, Instant graceBegan, Instant now) {
        return jdbc.sql(ending("""
                        family_hash = :family
                        and (previous_hash is distinct from :presented or rotated_at <= :grace)
                        """))
                        .param("family", presented.familyHash())
                        .param("presented", presented.tokenHash())
                        .param("grace", timestamp(graceBegan))
                        .param("now", timestamp(now))
                        .update()
                > 0;
    }

    /** Ends the token's family; false if there is none. */
    boolean end(RefreshToken token, Instant now) {
        return jdbc.sql(ending("family_hash = :family"))
                        .param("family", token.familyHash())
                        .param("now", timestamp(now))
                        .update()
                > 0;
    }

    /** Ends all families of a user. */
    void endAll(long userId, Instant now) {
        jdbc.sql(ending("user_id = :user"))
                .param("user", userId)
                .param("now", timestamp(now))
                .update();
    }

    /** Ids of the sessions that ended after the instant, the newest first. */
    List<String> endedSessions(Instant after, int limit) {
        return jdbc.sql("select sid from ended_sessions where ended_at > :after order by ended_at desc limit :limit")
                .param("after", timestamp(after))
                .param("limit", limit)
                .query((row, _) -> Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(1)))
                .list();
    }

    /** @return how many, at most the limit */
    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                        delete from refresh_families where family_hash = any(array(
                            select family_hash from refresh_families where expires_at <= :now limit :limit
                            for update skip locked))
                        """).param("now", timestamp(now)).param("limit", limit).update();
    }

    /** @return how many, at most the limit */
    int deleteEndedSessions(Instant until, int limit) {
        return jdbc.sql("""
                        delete from ended_sessions where sid = any(array(
                            select sid from ended_sessions where ended_at <= :until limit :limit
                            for update skip locked))
                        """)
                .param("until", timestamp(until))
                .param("limit", limit)
                .update();
    }

    /** The family's row goes and the session's comes in one statement; see {@link RefreshToken#sessionId}. */
    private static String ending(String families) {
        return """
                with ended as (delete from refresh_families where %s returning family_hash)
                insert into ended_sessions (sid, ended_at)
                select substring(family_hash from 1 for 16), :now from ended
                on conflict do nothing
                """.formatted(families);
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
