package io.rookery.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class SigningKeysTests {

    private Mono<JWKSet> published = keySet("a");
    private int fetches;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final SigningKeys keys = new SigningKeys(
            () -> {
                fetches++;
                return published;
            },
            time);

    @Test
    void keys_are_fetched_once_and_then_known() {
        assertThat(find("a")).isNotNull();
        assertThat(find("a")).isNotNull();

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void a_new_key_is_found_when_it_is_first_used() {
        find("a");
        published = keySet("a", "b");
        pass(Duration.ofSeconds(2));

        assertThat(find("b")).isNotNull();
    }

    @Test
    void many_invented_key_ids_make_one_fetch_a_second() {
        find("a");
        for (int i = 0; i < 1_000; i++) {
            assertThat(find("invented-" + i)).isNull();
        }

        assertThat(fetches).isLessThanOrEqualTo(2);
    }

    @Test
    void a_withdrawn_key_is_forgotten_after_a_while() {
        find("a");
        published = keySet("b");
        assertThat(find("a")).isNotNull();
        pass(SigningKeys.MAX_AGE);

        assertThat(find("a")).isNull();
    }

    @Test
    void known_keys_stay_good_while_user_service_is_down() {
        find("a");
        published = Mono.error(new ServiceUnavailableException("down"));
        pass(SigningKeys.MAX_AGE.multipliedBy(3));

        assertThat(find("a")).isNotNull();
        assertThatThrownBy(() -> find("b")).isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void a_failed_fetch_is_tried_again() {
        published = Mono.error(new ServiceUnavailableException("down"));
        assertThatThrownBy(() -> find("a")).isInstanceOf(ServiceUnavailableException.class);
        published = keySet("a");
        pass(Duration.ofSeconds(2));

        assertThat(find("a")).isNotNull();
    }

    private JWK find(String keyId) {
        return keys.find(keyId).block();
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    private static Mono<JWKSet> keySet(String... keyIds) {
        List<JWK> keys = Stream.of(keyIds)
                .<JWK>map(id ->
                        new OctetSequenceKey.Builder(new byte[32]).keyID(id).build())
                .toList();
        return Mono.just(new JWKSet(keys));
    }
}
