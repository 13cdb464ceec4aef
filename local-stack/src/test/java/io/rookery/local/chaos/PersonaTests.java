package io.rookery.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.chaos.Persona.Seen;
import io.rookery.local.chaos.check.Action;
import io.rookery.local.chaos.check.Action.Change;
import io.rookery.local.chaos.check.Action.Relate;
import io.rookery.local.chaos.check.Relation;
import io.rookery.local.chaos.check.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PersonaTests {

    private static final int PEOPLE = 16;
    private static final int CHANGES = 3_000;

    @Test
    void the_seed_decides_what_a_person_does() {
        assertThat(changes(1, 5)).isEqualTo(changes(1, 5)).isNotEqualTo(changes(2, 5));
    }

    @Test
    void a_person_does_everything_there_is_to_do() {
        assertThat(changes(1, 5).stream().map(change -> change.kind() + on(change)))
                .contains(
                        "post",
                        "delete",
                        "retweet on",
                        "retweet off",
                        "like on",
                        "like off",
                        "follow on",
                        "follow off",
                        "mute on",
                        "mute off",
                        "block on",
                        "block off");
    }

    @Test
    void nobody_follows_whom_they_may_be_blocked_by() {
        Set<List<Integer>> follows = new HashSet<>();
        Set<List<Integer>> blocks = new HashSet<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (Change change : changes(1, person)) {
                if (change instanceof Relate relate && relate.relation() == Relation.FOLLOW) {
                    follows.add(List.of(relate.person(), relate.other()));
                }
                if (change instanceof Relate relate && relate.relation() == Relation.BLOCK) {
                    blocks.add(List.of(relate.other(), relate.person()));
                }
            }
        }

        assertThat(blocks).hasSize(2 * PEOPLE).doesNotContainAnyElementsOf(follows);
    }

    @Test
    void stars_have_followers_on_both_sides_of_the_push_limit() {
        List<Persona> personas = IntStream.range(0, PEOPLE)
                .mapToObj(person -> new Persona(1, person, PEOPLE))
                .toList();
        Set<Integer> followersOfTheFirst = new HashSet<>();
        Set<Integer> counts = new HashSet<>();
        personas.forEach(
                persona -> persona.beginning().forEach(change -> follow(persona, change, followersOfTheFirst)));
        for (int i = 0; i < 200; i++) {
            for (Persona persona : personas) {
                follow(persona, persona.nextChange(List.of(new Seen(1, 1))), followersOfTheFirst);
                counts.add(followersOfTheFirst.size());
            }
        }

        assertThat(counts).contains(3, 4, 5, 6);
    }

    private static void follow(Persona persona, Change change, Set<Integer> followers) {
        persona.learn(change, done(change, 1));
        if (change instanceof Relate relate && relate.relation() == Relation.FOLLOW && relate.other() == 0) {
            if (relate.on()) {
                followers.add(relate.person());
            } else {
                followers.remove(relate.person());
            }
        }
    }

    private static String on(Change change) {
        return switch (change) {
            case Action.Retweet retweet -> retweet.on() ? " on" : " off";
            case Action.Like like -> like.on() ? " on" : " off";
            case Relate relate -> relate.on() ? " on" : " off";
            case Action.Post _, Action.Delete _ -> "";
        };
    }

    private static List<Change> changes(long seed, int person) {
        Persona persona = new Persona(seed, person, PEOPLE);
        List<Change> changes = new ArrayList<>(persona.beginning());
        changes.forEach(change -> persona.learn(change, done(change, 0)));
        List<Seen> board = IntStream.range(0, 100)
                .mapToObj(i -> new Seen(1_000_000 + i, i % PEOPLE))
                .toList();
        for (int i = 1; i <= CHANGES; i++) {
            Change change = persona.nextChange(board);
            persona.learn(change, done(change, i));
            changes.add(change);
        }
        return changes;
    }

    private static Reply done(Change change, long id) {
        int status = switch (change) {
            case Action.Post _ -> 201;
            case Action.Delete _ -> 204;
            case Action.Retweet _, Action.Like _, Relate _ -> 200;
        };
        return new Reply(status, "", null, id, List.of(), List.of(), null, false);
    }
}
