package io.rookery.user.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.user.Together;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PasswordHasherTests {

    private final PasswordHasher hasher = new PasswordHasher(new PasswordProperties(2, Duration.ofSeconds(30)));

    @Test
    void a_hash_is_argon2id_with_the_parameters_of_owasp_and_a_salt_of_its_own() {
        assertThat(hasher.hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.hash("correct horse")).isNotEqualTo(hasher.hash("correct horse"));
    }

    @Test
    void only_the_password_itself_matches() {
        String hash = hasher.hash("correct horse");

        assertThat(hasher.matches("correct horse", hash)).isTrue();
        assertThat(hasher.matches("Correct horse", hash)).isFalse();
    }

    @Test
    void it_does_not_matter_how_a_letter_was_composed() {
        String hash = hasher.hash("caf\u00e9 caf\u00e9");

        assertThat(hasher.matches("cafe\u0301 cafe\u0301", hash)).isTrue();
    }

    @Test
    void nobody_has_no_password() {
        assertThat(hasher.matches("nobody's password", null)).isFalse();
    }

    @Test
    void who_waits_too_long_is_refused() throws Exception {
        PasswordHasher oneAtATime = new PasswordHasher(new PasswordProperties(1, Duration.ofMillis(1)));

        var failures = Together.times(20, () -> catchThrowable(() -> oneAtATime.hash("correct horse")));

        assertThat(failures).anyMatch(Objects::isNull);
        assertThat(failures.stream().filter(Objects::nonNull))
                .isNotEmpty()
                .allMatch(ServiceUnavailableException.class::isInstance);
    }
}
