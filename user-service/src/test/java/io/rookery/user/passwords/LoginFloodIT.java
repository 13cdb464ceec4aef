package io.rookery.user.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi.Reply;
import io.rookery.user.Api;
import io.rookery.user.SignIns;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** While hashes take all the time there is, with one connection to PostgreSQL for all. */
@WithUserService
@Import({HeldEncoder.class, SignIns.class})
@TestPropertySource(
        properties = {
            "spring.datasource.hikari.maximum-pool-size=1",
            // Flyway needs two
            "spring.flyway.url=${ROOKERY_POSTGRES_URL}",
            "spring.flyway.user=${ROOKERY_POSTGRES_USER}",
            "spring.flyway.password=${ROOKERY_POSTGRES_PASSWORD}",
            "rookery.passwords.concurrent-hashes=1",
            "rookery.passwords.max-waiting=0"
        })
class LoginFloodIT {

    @Autowired
    private Api api;

    @Autowired
    private SignIns signIns;

    @Autowired
    private TestUsers users;

    @Autowired
    private HeldEncoder encoder;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void reads_go_on_and_who_finds_no_place_is_refused_at_once_without_a_failure_counted() throws Exception {
        Reply wren = signIns.register();
        Reply rook = signIns.register();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            encoder.hold();
            Future<Reply> login = threads.submit(() -> signIns.login(SignIns.handle(wren), SignIns.PASSWORD));
            encoder.awaitHeld();

            Reply read = api.get(users.create(), "/v1/users/me");
            Reply noPlace = signIns.login(SignIns.handle(rook), SignIns.PASSWORD);
            Reply noPlaceToRegister = signIns.register(TestUsers.handle());

            assertThat(read.status()).isEqualTo(200);
            noPlace.assertProblem(503, "service_unavailable");
            assertThat(noPlace.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotEmpty();
            noPlaceToRegister.assertProblem(503, "service_unavailable");
            assertThat(attempts()).as("only the one being looked at").isEqualTo(1);
            encoder.release();
            assertThat(login.get().status()).isEqualTo(200);
            assertThat(attempts()).isZero();
        }
    }

    private long attempts() {
        return jdbc.sql("select coalesce(sum(failures), 0) from sign_in_attempts")
                .query(Long.class)
                .single();
    }
}
