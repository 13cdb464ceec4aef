package io.rookery.timelines;

import io.rookery.timelines.Scripts.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.springframework.data.redis.connection.ReturnType;

/** Lists of tweet ids as {@code common.lua} lays them out: what timelines and lists of authors have in common. */
final class StoredList {

    private static final int TICK_SHIFT = 22;

    private final Scripts scripts;
    private final TimelineProperties settings;
    private final RandomGenerator random;

    StoredList(Scripts scripts, TimelineProperties settings, RandomGenerator random) {
        this.scripts = scripts;
        this.settings = settings;
        this.random = random;
    }

    /** What a list is of. */
    enum Shape {
        /** A small sorted set, an older part, and pulled followees. */
        TIMELINE,
        /** The sorted set alone. */
        AUTHORED
    }

    private int recent(Shape shape) {
        return shape == Shape.TIMELINE ? settings.recent() : settings.authored();
    }

    private int capacity(Shape shape) {
        return shape == Shape.TIMELINE ? settings.capacity() : settings.authored();
    }

    int push(Shape shape, Collection<Long> tweetIds, Collection<String> keys) {
        List<String> arguments = new ArrayList<>(List.of(
                Integer.toString(recent(shape)),
                Integer.toString(settings.slack()),
                Integer.toString(capacity(shape) - recent(shape))));
        tweetIds.stream().sorted().forEach(id -> arguments.add(Long.toString(id)));
        return scripts.runInTurns(Script.PUSH, keys, tweetIds.size(), arguments);
    }

    void remove(Collection<Long> tweetIds, Collection<String> keys) {
        if (!tweetIds.isEmpty()) {
            List<String> ids = tweetIds.stream().map(String::valueOf).toList();
            scripts.runInTurns(Script.REMOVE, keys, ids.size(), ids);
        }
    }

    /** A token no other rebuild has. */
    long newToken() {
        return random.nextLong(Long.MAX_VALUE);
    }

    /**
     * Begins to rebuild those of the lists that are missing; from here on they take pushes.
     *
     * @return for each list whether it was begun
     */
    List<Boolean> begin(Shape shape, List<String> keys, long token) {
        List<String> arguments = List.of(
                Long.toString(token),
                Long.toString(settings.rebuildTimeout().toSeconds()),
                shape == Shape.TIMELINE ? "1" : "0");
        return scripts
                .run(keys.stream()
                        .map(key -> new Call(Script.BEGIN, ReturnType.INTEGER, List.of(key), arguments))
                        .toList())
                .stream()
                .map(begun -> begun.equals(1L))
                .toList();
    }

    /**
     * Tweets that are to be merged into one list.
     *
     * @param token of the rebuild that this ends, empty if it is none
     * @param pulledIds followees whose tweets are left to pull
     */
    record Merge(String key, OptionalLong token, Slice tweets, Collection<Long> pulledIds) {}

    void merge(Shape shape, List<Merge> merges) {
        scripts.run(merges.stream().map(merge -> call(shape, merge)).toList());
    }

    private Call call(Shape shape, Merge merge) {
        List<String> arguments = new ArrayList<>(List.of(
                Integer.toString(recent(shape)),
                Integer.toString(capacity(shape)),
                Long.toString(tick(merge.tweets.floor())),
                merge.token.isPresent() ? Long.toString(merge.token.getAsLong()) : "",
                Long.toString(settings.expiry().toSeconds()),
                Integer.toString(merge.pulledIds.size())));
        merge.pulledIds.forEach(id -> arguments.add(Long.toString(id)));
        merge.tweets.ids().forEach(id -> arguments.add(Long.toString(id)));
        return new Call(Script.MERGE, ReturnType.INTEGER, List.of(merge.key), arguments);
    }

    void delete(String key) {
        scripts.send(connection ->
                connection.keyCommands().unlink(bytes(key), bytes(key + ":older"), bytes(key + ":pulled")));
    }

    boolean exists(String key) {
        return Boolean.TRUE.equals(
                scripts.<Boolean>send(connection -> connection.keyCommands().exists(bytes(key))));
    }

    /** What a script calls a tick: milliseconds of an id since the epoch of ids. */
    static long tick(long id) {
        return id >>> TICK_SHIFT;
    }

    /** The largest id that is not above a floor in ticks. */
    static long floor(String tick) {
        long floor = Long.parseLong(tick);
        return floor == 0 ? 0 : (floor + 1 << TICK_SHIFT) - 1;
    }

    static Slice slice(Collection<Long> ids, long floor) {
        return new Slice(
                ids.stream()
                        .filter(id -> id > floor)
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .toList(),
                floor);
    }

    static List<Long> ids(List<?> reply) {
        return reply.stream().map(id -> Long.parseLong(text(id))).toList();
    }

    static String text(Object reply) {
        return new String((byte[]) reply, StandardCharsets.US_ASCII);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
