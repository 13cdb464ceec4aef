package io.rookery.tweet.engagements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTests {

    private static final Member ALICE = new Member(Kind.LIKE, 1);
    private static final Member BOB = new Member(Kind.LIKE, 2);
    private static final Snapshot ALICE_LIKES_IT = new Snapshot(7L, false, Map.of(Kind.LIKE, 1), Map.of(ALICE, 10L));

    @Test
    void changes_are_written_as_the_difference_they_make_together() {
        Plan plan = Plan.of(
                ALICE_LIKES_IT,
                8,
                List.of(
                        new Change.Remove(ALICE, null),
                        new Change.Add(BOB, 20),
                        new Change.Add(ALICE, 30),
                        new Change.Remove(BOB, null)));

        assertThat(plan.results())
                .containsExactly(
                        new Engagements.Count(0, 0, true),
                        new Engagements.Count(20, 1, true),
                        new Engagements.Count(30, 2, true),
                        new Engagements.Count(0, 1, true));
        assertThat(plan.counts()).containsEntry(Kind.LIKE, 1);
        assertThat(plan.added()).isEqualTo(Map.of(ALICE, 30L));
        assertThat(plan.removed()).isEqualTo(Map.of(ALICE, 10L));
    }

    @Test
    void what_is_so_already_is_not_written() {
        Plan plan = Plan.of(ALICE_LIKES_IT, 8, List.of(new Change.Add(ALICE, 30), new Change.Remove(BOB, null)));

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.results())
                .containsExactly(new Engagements.Count(10, 1, false), new Engagements.Count(0, 1, false));
    }

    @Test
    void only_the_entry_that_is_meant_is_removed() {
        assertThat(Plan.of(ALICE_LIKES_IT, 8, List.of(new Change.Remove(ALICE, 9L)))
                        .results())
                .containsExactly(new Engagements.Count(10, 1, false));
        assertThat(Plan.of(ALICE_LIKES_IT, 8, List.of(new Change.Remove(ALICE, 10L)))
                        .results())
                .containsExactly(new Engagements.Count(0, 0, true));
    }

    @Test
    void what_ends_as_it_was_is_not_written() {
        Plan plan = Plan.of(ALICE_LIKES_IT, 8, List.of(new Change.Add(BOB, 20), new Change.Remove(BOB, null)));

        assertThat(plan.changesNothing()).isTrue();
    }

    @Test
    void nothing_is_added_to_a_tweet_that_is_gone() {
        Plan plan = Plan.of(new Snapshot(7L, true, Map.of(), Map.of()), 8, List.of(new Change.Add(ALICE, 10)));

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.results()).containsExactly(new Engagements.Count(0, 0, false));
    }
}
