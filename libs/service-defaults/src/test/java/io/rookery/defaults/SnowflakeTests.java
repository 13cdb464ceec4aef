package io.rookery.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeTests {

    private static final long TODAY = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    @Test
    void an_id_tells_its_millisecond() {
        assertThat(Snowflake.instant(Snowflake.id(TODAY + 7, 1023, 4095)))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.007Z"));
    }

    @Test
    void later_means_larger_whatever_node_and_sequence() {
        assertThat(Snowflake.id(TODAY + 1, 0, 0)).isGreaterThan(Snowflake.id(TODAY, 1023, 4095));
    }

    @Test
    void ids_of_today_have_nineteen_digits_so_that_text_order_is_time_order() {
        assertThat(Long.toString(Snowflake.id(TODAY, 0, 0))).hasSize(19);
    }

    @Test
    void the_first_id_of_a_millisecond_is_its_smallest() {
        assertThat(Snowflake.first(TODAY)).isEqualTo(Snowflake.id(TODAY, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", " 1", "1 ", "0x10", "١", "9223372036854775808", "12345678901234567890", "me"})
    void what_is_not_an_id_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Snowflake.parse(text));
    }
}
