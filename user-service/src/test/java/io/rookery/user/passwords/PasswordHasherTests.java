package io.rookery.user.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordHasherTests {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PasswordHasher hasher =
            new PasswordHasher(PasswordConfiguration.argon2id(), new PasswordProperties(2, 64, LONG, false), registry);

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
    void an_unknown_user_costs_one_hash_just_as_a_known_one() {
        String hash = hasher.hash("correct horse");
        Timer hashes = registry.get("rookery.passwords.hash").timer();

        long before = hashes.count();
        hasher.matches("wrong horse", hash);
        assertThat(hashes.count()).isEqualTo(before + 1);

        hasher.matches("wrong horse", null);
        assertThat(hashes.count()).isEqualTo(before + 2);
    }

    @Test
    void who_waits_too_long_is_refused() throws Exception {
        var encoder = new HeldEncoder();
        var impatient =
                new PasswordHasher(encoder, new PasswordProperties(1, 64, Duration.ofMillis(1), false), registry);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            encoder.hold();
            Future<String> first = threads.submit(() -> impatient.hash("correct horse"));
            encoder.awaitHeld();

            assertThatThrownBy(() -> impatient.hash("correct horse")).isInstanceOf(ServiceUnavailableException.class);

            encoder.release();
            assertThat(first.get()).isNotEmpty();
        }
    }

    @Test
    void when_all_places_are_taken_the_next_is_refused_at_once_and_those_who_wait_are_served() throws Exception {
        var encoder = new HeldEncoder();
        var places = new SimpleMeterRegistry();
        var full = new PasswordHasher(encoder, new PasswordProperties(1, 2, LONG, false), places);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            encoder.hold();
            List<Future<String>> served = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                served.add(threads.submit(() -> full.hash("correct horse")));
            }
            encoder.awaitHeld();
            await().until(() -> places.get("rookery.passwords.waiting").gauge().value() == 2);

            assertThatThrownBy(() -> full.matches("correct horse", null))
                    .isInstanceOf(ServiceUnavailableException.class);

            encoder.release();
            for (Future<String> hash : served) {
                assertThat(hash.get()).isNotEmpty();
            }
        }
    }

    @Test
    void half_of_the_cores_are_left_for_everything_else() {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(new PasswordProperties(0, 64, LONG, false).concurrentHashes())
                .isEqualTo(Math.max(1, cores / 2));
    }
}
