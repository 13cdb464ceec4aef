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
}
