package io.rookery.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CursorPropertyTests {

    @Property(seed = "20261121")
    void a_cursor_leads_to_where_it_was_made(@ForAll String list, @ForAll @Size(max = 4) long[] position) {
        assertThat(Cursor.decode(list, Cursor.encode(list, position), position.length))
                .isEqualTo(position);
    }

    @Property(seed = "20261121")
    void any_text_is_refused_as_a_cursor_and_nothing_else(@ForAll String text, @ForAll @IntRange(max = 4) int size) {
        assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(() -> Cursor.decode("home:1", text, size));
    }

    @Property(seed = "20261121")
    void a_cursor_of_another_list_is_refused(
            @ForAll String list, @ForAll String other, @ForAll @Size(min = 1, max = 3) long[] position) {
        Assume.that(!list.equals(other));

        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> Cursor.decode(other, Cursor.encode(list, position), position.length));
    }

    @Property(seed = "20261121")
    void a_cursor_with_another_letter_is_refused_or_is_the_same(
            @ForAll long position, @ForAll @IntRange(max = 17) int index, @ForAll char letter) {
        StringBuilder changed = new StringBuilder(Cursor.encode("home:1", position));
        changed.setCharAt(index % changed.length(), letter);
        try {
            // The last letter has bits that say nothing
            assertThat(Cursor.decode("home:1", changed.toString(), 1)).containsExactly(position);
        } catch (InvalidCursorException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
