package io.rookery.gateway.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.defaults.settings.InvalidSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPropertiesTests {

    @Test
    void only_exactly_the_named_origins_are_allowed() {
        var settings = new CorsProperties(List.of("https://app.example", "http://localhost:3000"));

        assertThat(settings.allows("https://app.example")).isTrue();
        assertThat(settings.allows("http://localhost:3000")).isTrue();
        assertThat(settings.allows("http://app.example")).isFalse();
        assertThat(settings.allows("https://app.example.evil.example")).isFalse();
        assertThat(settings.allows("https://evil-app.example")).isFalse();
        assertThat(settings.allows("null")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example",
                "https://app.example/",
                "https://app.example/x",
                "https://*.example",
                "https://App.example",
                "ftp://app.example",
                "https://a@app.example",
                ""
            })
    void what_no_browser_sends_stops_the_start(String origin) {
        assertThatThrownBy(() -> new CorsProperties(List.of("http://localhost:3000", origin)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ROOKERY_CORS_ORIGINS");
    }

    @Test
    void a_star_alone_is_everybody() {
        assertThat(new CorsProperties(List.of("*")).allows("https://anybody.example"))
                .isTrue();
    }
}
