package io.rookery.local.seed;

import io.rookery.local.stack.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The people of a new Rookery, who they follow and what they say, as written in {@code world.json}. */
public record SeedWorld(List<Person> people) {

    /** The push limit a seeded world runs with, so that it shows both ways of delivery. */
    public static final int PUSH_LIMIT = 5;

    /** One user; {@code follows} are handles, {@code tweets} oldest first. */
    record Person(String handle, String displayName, String bio, List<String> follows, List<String> tweets) {

        String email() {
            return handle + "@rookery.example";
        }
    }

    /** A tweet and the position it has among its author's, from 0. */
    record Line(Person author, int position) {

        String content() {
            return author.tweets().get(position);
        }
    }

    public static SeedWorld load() {
        try (InputStream file = SeedWorld.class.getResourceAsStream("world.json")) {
            if (file == null) {
                throw new IllegalStateException("world.json is not on the class path");
            }
            return Json.MAPPER.readValue(file, SeedWorld.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user to log in as. */
    public String guide() {
        return people.getFirst().handle();
    }

    /** All tweets in the order they are posted: everyone's first, then everyone's second, as in a conversation. */
    List<Line> conversation() {
        int rounds =
                people.stream().mapToInt(person -> person.tweets().size()).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Person person : people) {
                if (round < person.tweets().size()) {
                    lines.add(new Line(person, round));
                }
            }
        }
        return lines;
    }

    long followersOf(String handle) {
        return people.stream()
                .filter(person -> person.follows().contains(handle))
                .count();
    }

    int follows() {
        return people.stream().mapToInt(person -> person.follows().size()).sum();
    }

    /** One line for people. */
    public String summary() {
        return people.size() + " users, " + follows() + " follows and "
                + conversation().size() + " tweets";
    }
}
