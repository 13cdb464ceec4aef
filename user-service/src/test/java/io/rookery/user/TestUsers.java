package io.rookery.user;

import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Users that are simply there: nobody can log in as one, and no password was hashed for it. */
@TestComponent
public class TestUsers {

    private final JdbcClient jdbc;

    public TestUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A handle that no other test has. */
    public static String handle() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    public long create() {
        return create(1).getFirst();
    }

    public List<Long> create(int users) {
        return jdbc.sql("""
                        insert into users (handle, email, password_hash, display_name)
                        select :handle || n, :handle || n || '@example.org', '-', 'User ' || n
                        from generate_series(1, :users) as n returning user_id
                        """)
                .param("handle", handle().substring(0, 9))
                .param("users", users)
                .query(Long.class)
                .list();
    }
}
