package io.rookery.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensPropertiesTests {

    private static final URI JWKS = URI.create("http://127.0.0.1:8081/.well-known/jwks.json");
    private static final String REVOKED = "http://127.0.0.1:8081/internal/sessions/revoked";
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void without_an_address_no_list_is_asked_for_and_no_key_is_needed() {
        assertThat(new TokensProperties(JWKS, "", "").revocationsUri()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-service", "ftp://user-service/x", "http:///x", "http://user service/"})
    void an_address_that_cannot_be_asked_stops_the_start(String uri) {
        assertThatThrownBy(() -> new TokensProperties(JWKS, uri, KEY))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ROOKERY_REVOCATIONS_URI");
    }

    @Test
    void a_missing_key_stops_the_start_and_a_key_is_never_printed() {
        assertThatThrownBy(() -> new TokensProperties(JWKS, REVOKED, "short"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ROOKERY_INTERNAL_KEY")
                .hasMessageNotContaining("short");
        assertThat(new TokensProperties(JWKS, REVOKED, KEY).toString()).doesNotContain(KEY);
    }
}
