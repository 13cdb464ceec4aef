package io.rookery.tweet.authors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AuthorsTests {

    private final FakeUsers users = new FakeUsers();
    private final AtomicLong nanos = new AtomicLong();
    private final Authors authors = new Authors(
            users,
            new AuthorsProperties(1_000, Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofSeconds(2)),
            nanos::get);

    @Test
    void a_page_is_one_call_and_the_next_page_of_the_same_authors_none() {
        assertThat(authors.cards(List.of(1L, 2L, 1L)).get(2L).handle()).isEqualTo("user2");
        authors.cards(List.of(2L, 1L));

        assertThat(users.calls()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void only_what_is_missing_or_old_is_asked_for() {
        authors.cards(List.of(1L));
        pass(Duration.ofSeconds(59));
        authors.cards(List.of(1L, 2L));
        pass(Duration.ofSeconds(1));
        users.rename(1, "renamed");

        assertThat(authors.cards(List.of(1L, 2L)).get(1L).handle()).isEqualTo("renamed");
        assertThat(users.calls()).containsExactly(List.of(1L), List.of(2L), List.of(1L));
    }

    @Test
    void more_than_a_hundred_are_asked_for_in_hundreds() {
        assertThat(authors.cards(LongStream.range(0, 150).boxed().toList())).hasSize(150);

        assertThat(users.calls()).extracting(List::size).containsExactly(100, 50);
    }

    @Test
    void an_unknown_author_is_an_id_and_is_not_asked_for_again() {
        users.remove(7);

        assertThat(authors.cards(List.of(7L)).get(7L)).isEqualTo(AuthorCard.unknown(7));
        authors.cards(List.of(7L));

        assertThat(users.calls()).hasSize(1);
    }

    @Test
    void while_user_service_is_down_stale_cards_are_used_and_strangers_are_ids() {
        authors.cards(List.of(1L));
        pass(Duration.ofMinutes(30));
        users.down(true);

        assertThat(authors.cards(List.of(1L, 2L)).get(1L).handle()).isEqualTo("user1");
        assertThat(authors.cards(List.of(1L, 2L)).get(2L)).isEqualTo(AuthorCard.unknown(2));
    }

    @Test
    void after_a_failure_user_service_is_left_alone_for_a_moment_and_then_asked_again() {
        users.down(true);
        authors.cards(List.of(1L));
        authors.cards(List.of(1L));
        assertThat(users.calls()).hasSize(1);

        users.down(false);
        pass(Duration.ofSeconds(2));

        assertThat(authors.cards(List.of(1L)).get(1L).handle()).isEqualTo("user1");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
