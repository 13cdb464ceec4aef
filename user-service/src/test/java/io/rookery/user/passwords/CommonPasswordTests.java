package io.rookery.user.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordTests {

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Choice(@CommonPassword String password) {}

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "qwertyuiop", "password123", "PassWord123", "basketball", "Manchester"})
    void what_others_guess_first_is_refused(String password) {
        assertThat(validator.validate(new Choice(password)))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.getConstraintDescriptor()
                                .getAnnotation()
                                .annotationType())
                        .isEqualTo(CommonPassword.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "a long password", "basketball of wren", "пароль-пароль"})
    void everything_else_is_allowed(String password) {
        assertThat(validator.validate(new Choice(password))).isEmpty();
    }

    @Test
    void at_least_three_thousand_that_are_long_enough_are_known() {
        assertThat(CommonPassword.Validator.KNOWN).hasSizeGreaterThan(3_000).allMatch(word -> word.length() >= 10);
    }
}
