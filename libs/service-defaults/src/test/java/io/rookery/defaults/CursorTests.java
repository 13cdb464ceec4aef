package io.rookery.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rookery.defaults.web.Cursor;
import io.rookery.defaults.web.InvalidCursorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

    @Test
    void a_position_comes_back_as_it_was() {
        String cursor = Cursor.encode("followers:42", 7, Long.MAX_VALUE);

        assertThat(Cursor.decode("followers:42", cursor, 2)).containsExactly(7, Long.MAX_VALUE);
    }

    @Test
    void a_cursor_of_another_owner_is_refused() {
        String cursor = Cursor.encode("followers:42", 7);

        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> Cursor.decode("followers:43", cursor, 1));
    }

    @Test
    void every_changed_bit_is_noticed() {
        String cursor = Cursor.encode("followers:42", 7);

        for (int i = 0; i < cursor.length() - 1; i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThatExceptionOfType(InvalidCursorException.class)
                    .as(changed)
                    .isThrownBy(() -> Cursor.decode("followers:42", changed, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AQ", "AQAAAAAAAAAHAAAAAA==", "ÄÖÜ", "../../etc/passwd"})
    void garbage_is_refused(String garbage) {
        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> Cursor.decode("followers:42", garbage, 1));
    }
}
