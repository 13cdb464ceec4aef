package io.rookery.user.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.user.SignIns;
import io.rookery.user.TestClock;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who guesses passwords of one login name is slowed down, whether there is such a user or not. */
@WithUserService
@Import({TestClock.class, SignIns.class})
class SignInAttemptsIT {

    private static final String WRONG = "wrong horse battery";
    private static final int SWEPT_AT_ONCE = 1_000;

    @Autowired
    private SignIns signIns;

    @Autowired
    private TestClock clock;

    @Autowired
    private SignInAttempts attempts;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_ten_wrong_passwords_one_more_a_minute_is_looked_at(boolean known) {
        String handle = TestUsers.handle();
        if (known) {
            signIns.register(handle);
        }
        guessWrong(handle, 10);

        assertRefused(signIns.login(handle, SignIns.PASSWORD), "60");

        clock.advance(Duration.ofMillis(19_500));
        assertRefused(signIns.login(handle, WRONG), "41");

        clock.advance(Duration.ofMillis(40_500));
        guessWrong(handle, 1);
        assertRefused(signIns.login(handle, WRONG), "60");
    }

    @Test
    void an_unknown_name_is_answered_as_a_known_one() {
        String known = TestUsers.handle();
        String unknown = TestUsers.handle();
        signIns.register(known);
        guessWrong(known, 10);
        guessWrong(unknown, 10);

        Reply ofKnown = signIns.login(known, WRONG);
        Reply ofUnknown = signIns.login(unknown, WRONG);

        assertRefused(ofKnown, "60");
        assertRefused(ofUnknown, "60");
        assertThat(ofUnknown.text("detail")).isEqualTo(ofKnown.text("detail"));
        assertThat(ofUnknown.headers().headerNames())
                .isEqualTo(ofKnown.headers().headerNames());
    }

    @Test
    void the_right_password_clears_what_went_before() {
        String handle = TestUsers.handle();
        signIns.register(handle);
        guessWrong(handle, 9);
        assertThat(signIns.login(handle, SignIns.PASSWORD).status()).isEqualTo(200);

        guessWrong(handle, 10);
        clock.advance(Duration.ofMinutes(1));
        assertThat(signIns.login(handle, SignIns.PASSWORD).status()).isEqualTo(200);

        guessWrong(handle, 10);
    }

    @Test
    void failures_are_forgotten_after_a_quarter_of_an_hour_without_one() {
        String handle = TestUsers.handle();
        guessWrong(handle, 10);
        clock.advance(Duration.ofMinutes(15));

        guessWrong(handle, 10);

        assertRefused(signIns.login(handle, WRONG), "60");
    }

    @Test
    void the_case_of_letters_makes_no_other_name() {
        String handle = TestUsers.handle();
        guessWrong(handle, 5);
        guessWrong(handle.toUpperCase(), 5);

        assertRefused(signIns.login(handle, WRONG), "60");
    }

    @Test
    void failures_with_a_handle_neither_tell_nor_lock_the_address_that_belongs_to_it() {
        String handle = TestUsers.handle();
        signIns.register(handle);
        guessWrong(handle, 10);

        assertRefused(signIns.login(handle, WRONG), "60");

        signIns.login(SignIns.address(handle), WRONG).assertProblem(401, "invalid_credentials");
        assertThat(signIns.login(SignIns.address(handle), SignIns.PASSWORD).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_a_hundred_guesses_at_once_ten_are_looked_at(boolean known) throws Exception {
        String handle = TestUsers.handle();
        if (known) {
            signIns.register(handle);
        }
        long before = hashes();

        List<Reply> replies = Together.times(100, () -> signIns.login(handle, WRONG));

        assertThat(hashes() - before).isEqualTo(10);
        assertThat(replies).filteredOn(reply -> reply.status() == 401).hasSize(10);
        assertThat(replies).filteredOn(reply -> reply.status() == 429).hasSize(90);
    }

    @Test
    void names_are_stored_as_keyed_hashes_and_only_as_long_as_they_count() {
        attempts.sweep(SWEPT_AT_ONCE);
        clock.advance(Duration.ofMinutes(15));
        attempts.sweep(SWEPT_AT_ONCE);
        String handle = TestUsers.handle();
        guessWrong(handle, 3);

        List<byte[]> stored = jdbc.sql("select name_hash from sign_in_attempts")
                .query((row, _) -> row.getBytes(1))
                .list();
        assertThat(stored).hasSize(1).allMatch(name -> name.length == 32);

        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(attempts.sweep(SWEPT_AT_ONCE)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(attempts.sweep(SWEPT_AT_ONCE)).isEqualTo(1);
    }

    private void guessWrong(String login, int times) {
        for (int i = 0; i < times; i++) {
            signIns.login(login, WRONG).assertProblem(401, "invalid_credentials");
        }
    }

    private static void assertRefused(Reply reply, String seconds) {
        reply.assertProblem(429, "rate_limited");
        assertThat(reply.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo(seconds);
    }

    private long hashes() {
        return registry.get("rookery.passwords.hash").timer().count();
    }
}
