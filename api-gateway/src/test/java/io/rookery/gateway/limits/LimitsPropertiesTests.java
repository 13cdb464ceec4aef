package io.rookery.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.defaults.settings.InvalidSettingException;
import io.rookery.gateway.limits.LimitsProperties.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsPropertiesTests {

    private static final String REDIS = "redis://127.0.0.1:6379";
    private static final Limit GOOD = new Limit(1_200, Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"1, 1200", "1000, 1200000", "0.5, 600", "0.000001, 1"})
    void the_scale_multiplies_all_limits_and_leaves_one_at_least(String scale, long capacity) {
        assertThat(settings(scale, REDIS, GOOD).bucket(LimitGroup.LOGIN).capacity())
                .isEqualTo(capacity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "NaN", "Infinity", "1e3", "1,5", "1000001", "x"})
    void a_scale_that_is_no_factor_stops_the_start(String scale) {
        assertThatThrownBy(() -> settings(scale, REDIS, GOOD))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ROOKERY_RATE_LIMIT_SCALE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:6379", "http://127.0.0.1", "redis://"})
    void an_address_that_is_not_redis_stops_the_start(String url) {
        assertThatThrownBy(() -> settings("1", url, GOOD))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ROOKERY_REDIS_URL");
    }

    @ParameterizedTest
    @CsvSource({"0, PT60S", "-1, PT60S", "1, PT0S", "1, PT-1S", "1, PT0.5S", "1, PT25H"})
    void a_limit_that_cannot_be_counted_stops_the_start(long limit, Duration window) {
        assertThatThrownBy(() -> settings("1", REDIS, new Limit(limit, window)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("rookery.limits.media");
    }

    @Test
    void a_limit_that_its_scale_makes_too_large_stops_the_start() {
        assertThatThrownBy(() -> settings("1000000", REDIS, GOOD)).isInstanceOf(InvalidSettingException.class);
    }

    private static LimitsProperties settings(String scale, String redis, Limit media) {
        return new LimitsProperties(scale, redis, "", GOOD, GOOD, GOOD, GOOD, media);
    }
}
