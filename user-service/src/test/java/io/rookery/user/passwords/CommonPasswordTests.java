package io.rookery.user.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordTests {

    private final CommonPassword.Validator refusing = validator(true);

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "qwertyuiop", "password123", "PassWord123", "basketball", "Manchester"})
    void what_others_guess_first_is_refused(String password) {
        assertThat(refusing.isValid(password, null)).isFalse();
        assertThat(validator(false).isValid(password, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "a long password", "basketball of wren", "пароль-пароль"})
    void everything_else_is_allowed(String password) {
        assertThat(refusing.isValid(password, null)).isTrue();
    }

    @Test
    void at_least_three_thousand_that_are_long_enough_are_known() {
        assertThat(CommonPassword.Validator.load()).hasSizeGreaterThan(3_000).allMatch(word -> word.length() >= 10);
    }

    private static CommonPassword.Validator validator(boolean refuseCommon) {
        return new CommonPassword.Validator(new PasswordProperties(1, 64, Duration.ofSeconds(2), refuseCommon));
    }
}
