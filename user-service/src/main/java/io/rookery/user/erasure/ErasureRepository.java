package io.rookery.user.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Erasures, begun and done. */
@Repository
class ErasureRepository {

    private final JdbcClient jdbc;

    ErasureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Not announced yet. */
    void insert(long userId, Instant now) {
        jdbc.sql("insert into erasures (user_id, requested_at, announced_at) values (:user, :now, null)")
                .param("user", userId)
                .param("now", timestamp(now))
                .update();
    }

    /** Marks those as announced that are not and were requested no later than the grace ago, without waiting for others. */
    List<UserErased> announce(Instant now, Duration grace, int limit) {
        return jdbc.sql("""
                        update erasures set announced_at = :now where user_id = any(array(
                            select user_id from erasures where announced_at is null and requested_at <= :until
                            order by requested_at limit :limit for update skip locked))
                        returning next_id(), user_id
                        """)
                .param("now", timestamp(now))
                .param("until", timestamp(now.minus(grace)))
                .param("limit", limit)
                .query((row, _) -> new UserErased(row.getLong(1), row.getLong(2)))
                .list();
    }

    Optional<Erasure> find(long userId) {
        return jdbc.sql("select * from erasures where user_id = :user")
                .param("user", userId)
                .query((row, _) -> erasure(row))
                .optional();
    }

    /** The first time counts; false if nobody asked for this erasure. */
    boolean done(long userId, Store store) {
        return jdbc.sql("""
                        update erasures set %1$s = coalesce(%1$s, clock_timestamp()) where user_id = :user
                        """.formatted(column(store))).param("user", userId).update() == 1;
    }

    /** Those that wait for us, the oldest first. */
    List<Long> unfinished(int limit) {
        return jdbc.sql("""
                        select user_id from erasures where completed_at is null and users_at is null
                        order by requested_at limit :limit
                        """)
                .param("limit", limit)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Keeps other workers off until the transaction ends; false if it is done, or if another is at it. */
    boolean claim(long userId) {
        return jdbc.sql("""
                        select user_id from erasures where user_id = :user and users_at is null
                        for update skip locked
                        """).param("user", userId).query(Long.class).optional().isPresent();
    }

    /** Seconds since the oldest that is not completed was asked for, 0 if there is none. */
    double age() {
        return jdbc.sql("""
                        select coalesce(extract(epoch from clock_timestamp() - min(requested_at)), 0)::double precision
                        from erasures where completed_at is null
                        """).query(Double.class).single();
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        Instant requestedAt =
                row.getObject("requested_at", OffsetDateTime.class).toInstant();
        Map<Store, Instant> erased = new EnumMap<>(Store.class);
        for (Store store : Store.values()) {
            Instant at = instant(row, column(store));
            if (at != null) {
                erased.put(store, at);
            }
        }
        return new Erasure(row.getLong("user_id"), requestedAt, erased, instant(row, "completed_at"));
    }

    private static String column(Store store) {
        return store.name().toLowerCase(Locale.ROOT) + "_at";
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
