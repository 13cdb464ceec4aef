package io.rookery.tweet.ids;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredLeaseTests {

    @Test
    void a_node_id_that_was_never_held_is_free() {
        assertThat(StoredLease.neverHeld(1).isFreeAt(0)).isTrue();
    }

    @Test
    void a_node_id_that_is_held_is_not_free() {
        assertThat(new StoredLease(1, "someone", 2_000L, 2_000L).isFreeAt(3_000))
                .isFalse();
    }

    @Test
    void a_node_id_with_leftovers_is_not_free() {
        StoredLease left = new StoredLease(1, null, 2_000L, 1_999L);

        assertThat(left.hasLeftovers()).isTrue();
        assertThat(left.isFreeAt(3_000)).isFalse();
    }

    @Test
    void a_swept_node_id_is_free_from_the_end_of_its_last_ids_on() {
        StoredLease swept = new StoredLease(1, null, 2_000L, 2_000L);

        assertThat(swept.isFreeAt(1_999)).isFalse();
        assertThat(swept.isFreeAt(2_000)).isTrue();
    }
}
