package io.rookery.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesPropertiesTests {

    private static final URI GOOD = URI.create("http://127.0.0.1:8081");

    @Test
    void each_service_has_its_own_address() {
        var settings = new ServicesProperties(GOOD, URI.create("https://tweets"), GOOD, URI.create("http://media:1"));

        assertThat(settings.uri(Service.TWEET)).hasToString("https://tweets");
        assertThat(settings.uri(Service.MEDIA)).hasToString("http://media:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tweets", "tweets:8082", "ftp://tweets", "http://tweets/api", "http://a@tweets", "http://t?x"
            })
    void an_address_that_is_not_just_a_host_stops_the_start(String address) {
        assertThatThrownBy(() -> new ServicesProperties(GOOD, URI.create(address), GOOD, GOOD))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ROOKERY_TWEET_SERVICE_URL");
    }
}
