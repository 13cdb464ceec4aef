package io.rookery.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SliceTests {

    @Test
    void a_full_answer_ends_at_its_oldest_id() {
        assertThat(Slice.of(List.of(30L, 20L), 2)).isEqualTo(new Slice(List.of(30L, 20L), 19));
    }

    @Test
    void an_answer_shorter_than_asked_for_is_all_there_is() {
        assertThat(Slice.of(List.of(30L), 2).floor()).isZero();
    }

    @Test
    void merged_lists_are_trusted_only_as_far_down_as_the_least_of_them() {
        Slice merged = Slice.merge(List.of(new Slice(List.of(50L, 40L), 39), new Slice(List.of(45L, 10L), 0)), 10);

        assertThat(merged).isEqualTo(new Slice(List.of(50L, 45L, 40L), 39));
    }

    @Test
    void an_id_in_two_lists_is_in_the_merged_one_once() {
        Slice merged = Slice.merge(List.of(new Slice(List.of(2L, 1L), 0), new Slice(List.of(3L, 2L), 0)), 10);

        assertThat(merged.ids()).containsExactly(3L, 2L, 1L);
    }

    @Test
    void merging_nothing_is_an_empty_list_with_nothing_below() {
        assertThat(Slice.merge(List.of(), 10)).isEqualTo(Slice.EMPTY);
    }

    @Test
    void what_lies_between_two_ids_excludes_both() {
        assertThat(new Slice(List.of(4L, 3L, 2L, 1L), 0).between(1, 4).ids()).containsExactly(3L, 2L);
        assertThat(new Slice(List.of(8L, 4L), 3).between(5, 7)).isEqualTo(new Slice(List.of(), 5));
        assertThat(new Slice(List.of(8L, 4L), 3).between(9, Long.MAX_VALUE).ids())
                .isEmpty();
        assertThat(new Slice(List.of(8L, 4L), 3).between(0, 4)).isEqualTo(new Slice(List.of(), 3));
        assertThat(new Slice(List.of(8L, 4L), 3).between(0, Long.MAX_VALUE).ids())
                .containsExactly(8L, 4L);
    }

    @Test
    void merged_as_far_as_a_page_needs_it_is_the_beginning_of_the_whole() {
        var random = new Random(1);
        for (int round = 0; round < 500; round++) {
            List<Slice> slices = Stream.generate(() -> {
                        List<Long> ids = random.longs(random.nextInt(8), 1, 40)
                                .distinct()
                                .boxed()
                                .sorted(Comparator.reverseOrder())
                                .toList();
                        return Slice.of(ids, random.nextBoolean() ? ids.size() + 1 : Math.max(1, ids.size()));
                    })
                    .limit(random.nextInt(6))
                    .toList();
            int limit = 1 + random.nextInt(10);
            long floor = slices.stream().mapToLong(Slice::floor).max().orElse(0);
            List<Long> whole = slices.stream()
                    .flatMap(slice -> slice.ids().stream())
                    .filter(id -> id > floor)
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();

            Slice page = Slice.merge(slices, limit);

            boolean cut = whole.size() > limit;
            assertThat(page.ids()).isEqualTo(cut ? whole.subList(0, limit) : whole);
            assertThat(page.floor()).isEqualTo(cut ? page.ids().getLast() - 1 : floor);
        }
    }
}
