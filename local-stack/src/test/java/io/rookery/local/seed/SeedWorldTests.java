package io.rookery.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedWorldTests {

    private final SeedWorld world = SeedWorld.load();

    @Test
    void everyone_can_be_registered_and_follows_only_people_of_this_world() {
        List<String> handles =
                world.people().stream().map(SeedWorld.Person::handle).toList();

        assertThat(handles).hasSize(12).doesNotHaveDuplicates().allMatch(handle -> handle.matches("[a-z]{1,15}"));
        assertThat(world.people())
                .allSatisfy(person -> assertThat(person.follows())
                        .doesNotContain(person.handle())
                        .doesNotHaveDuplicates()
                        .isSubsetOf(handles));
    }

    @Test
    void exactly_one_author_is_above_the_push_limit() {
        assertThat(world.people())
                .filteredOn(person -> world.followersOf(person.handle()) > SeedWorld.PUSH_LIMIT)
                .extracting(SeedWorld.Person::handle)
                .containsExactly("magnus");
        assertThat(world.people())
                .filteredOn(person -> world.followersOf(person.handle()) == SeedWorld.PUSH_LIMIT)
                .isEmpty();
    }

    @Test
    void the_guide_follows_pushed_and_pulled_authors() {
        SeedWorld.Person guide = world.people().getFirst();

        assertThat(world.guide()).isEqualTo(guide.handle());
        assertThat(guide.follows()).contains("magnus", "ida");
    }

    @Test
    void the_conversation_has_every_tweet_once_and_starts_with_everyone() {
        List<SeedWorld.Line> lines = world.conversation();

        assertThat(lines)
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line.content()).hasSizeBetween(1, 280));
        assertThat(lines.subList(0, 12)).extracting(SeedWorld.Line::author).isEqualTo(world.people());
        assertThat(lines)
                .hasSize(world.people().stream()
                        .mapToInt(person -> person.tweets().size())
                        .sum());
    }
}
