package io.rookery.user.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextRulesTests {

    private static ValidatorFactory factory;
    private static Validator validator;

    record Texts(
            @TextLength(min = 2, max = 3) String counted,
            @PlainText String line,
            @PlainText(multiline = true) String lines) {}

    @BeforeAll
    static void validator() {
        factory = Validation.buildDefaultValidatorFactory();
        validator = factory.getValidator();
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @Test
    void length_is_counted_in_code_points() {
        assertThat(isValid(new Texts("🐦🐦🐦", "", ""))).isTrue();
        assertThat(isValid(new Texts("🐦", "", ""))).isFalse();
        assertThat(isValid(new Texts("🐦🐦🐦🐦", "", ""))).isFalse();
    }

    @Test
    void what_is_missing_is_not_too_short() {
        assertThat(isValid(new Texts(null, null, null))).isTrue();
    }

    @Test
    void a_line_has_no_newline_and_lines_do() {
        assertThat(isValid(new Texts(null, "a\nb", null))).isFalse();
        assertThat(isValid(new Texts(null, null, "a\nb"))).isTrue();
    }

    @Test
    void no_control_characters_and_no_half_characters() {
        assertThat(isValid(new Texts(null, "a\u0000b", null))).isFalse();
        assertThat(isValid(new Texts(null, null, "a\u0000b"))).isFalse();
        assertThat(isValid(new Texts(null, "a\ud83db", null))).isFalse();
    }

    private static boolean isValid(Texts texts) {
        return validator.validate(texts).isEmpty();
    }
}
