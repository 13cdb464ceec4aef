package io.rookery.user.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "A_9", "fifteen_letters", "___"})
    void letters_digits_and_underscores_make_a_handle(String text) {
        assertThat(Handle.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sixteen_letters_", "a-b", "a b", "ä", "a\n", "a\u0000", "a.b", "@a"})
    void anything_else_does_not(String text) {
        assertThat(Handle.isValid(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.c", "first.last+tag@sub.example.org", "o'neil@example.co"})
    void an_address_has_a_name_and_a_domain(String text) {
        assertThat(Email.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a@", "@b.c", "a@b", "a@b.", "a b@c.d", "a@b@c.d", "ä@b.c", "a@b.c\n", "a\u0000@b.c"})
    void what_is_no_address_is_refused(String text) {
        assertThat(Email.isValid(text)).isFalse();
    }
}
