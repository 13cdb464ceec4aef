package io.rookery.user.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryModeTests {

    @ParameterizedTest
    @CsvSource({"0, PUSH", "9999, PUSH", "10000, PULL", "50000000, PULL"})
    void authors_below_the_limit_are_pushed_and_all_others_pulled(long followers, DeliveryMode mode) {
        assertThat(DeliveryMode.of(followers, 10_000)).isEqualTo(mode);
    }
}
