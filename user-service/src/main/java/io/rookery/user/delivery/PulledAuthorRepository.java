package io.rookery.user.delivery;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Authors of whom at least one tweet was left to pull, for ever: that tweet is in no timeline. */
@Repository
class PulledAuthorRepository {

    private final JdbcClient jdbc;

    PulledAuthorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes only the first time. */
    void add(long userId) {
        jdbc.sql("update users set pulled_at = now() where user_id = :user and pulled_at is null")
                .param("user", userId)
                .update();
    }

    /** The followers' timelines are being told of a pulled author. Writes only the first time. */
    void marked(long userId) {
        jdbc.sql("""
                        update users set pull_marked_at = now()
                        where user_id = :user and pulled_at is not null and pull_marked_at is null
                        """).param("user", userId).update();
    }

    /** @param marked the followers' timelines are told, or being told */
    record Pull(boolean ever, boolean marked) {}

    Pull pull(long userId) {
        return jdbc.sql("select pulled_at is not null, pull_marked_at is not null from users where user_id = :user")
                .param("user", userId)
                .query((row, _) -> new Pull(row.getBoolean(1), row.getBoolean(2)))
                .single();
    }
}
