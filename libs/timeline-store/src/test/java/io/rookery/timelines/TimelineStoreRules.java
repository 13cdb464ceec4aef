package io.rookery.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/** What holds of timelines wherever they are. */
abstract class TimelineStoreRules {

    private static final long DAY_ONE = 1_800_000_000_000L;
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final AtomicLong READERS = new AtomicLong();

    @Autowired
    TimelineStore timelines;

    @Autowired
    StringRedisTemplate redis;

    @Value("${rookery.timelines.key-prefix:}")
    String prefix;

    final long reader = nextReader();

    @Test
    void a_reader_without_a_timeline_costs_nothing() {
        timelines.push(List.of(tweet(1)), List.of(reader));
        timelines.add(reader, new Slice(List.of(tweet(2)), 0));

        assertThat(timelines.exists(reader)).isFalse();
        assertThat(timelines.read(reader, Long.MAX_VALUE, 0, 10)).isEqualTo(new StoredTimeline.Missing());
    }

    @Test
    void a_rebuilt_timeline_without_tweets_exists_and_is_complete() {
        rebuild(Slice.EMPTY);

        assertThat(read(10)).isEqualTo(Slice.EMPTY);
    }

    @Test
    void a_push_during_a_rebuild_is_not_lost() {
        long token = timelines.beginRebuild(reader).orElseThrow();
        assertThat(timelines.read(reader, Long.MAX_VALUE, 0, 10)).isEqualTo(new StoredTimeline.Building());

        timelines.push(List.of(tweet(5)), List.of(reader));
        timelines.completeRebuild(reader, token, new Slice(ids(1, 4), 0), List.of());

        assertThat(read(10)).isEqualTo(new Slice(ids(1, 5), 0));
    }

    @Test
    void only_one_rebuild_at_a_time() {
        long token = timelines.beginRebuild(reader).orElseThrow();

        assertThat(timelines.beginRebuild(reader)).isEmpty();
        timelines.completeRebuild(reader, token ^ 1, Slice.EMPTY, List.of());
        assertThat(timelines.read(reader, Long.MAX_VALUE, 0, 10)).isEqualTo(new StoredTimeline.Building());
    }

    @Test
    void a_rebuild_that_died_expires() {
        timelines.beginRebuild(reader).orElseThrow();

        Long seconds = redis.getExpire(prefix + "timeline:{" + reader + "}");

        assertThat(seconds).isBetween(1L, 60L);
    }

    @Test
    void pushing_twice_changes_nothing() {
        rebuild(new Slice(ids(1, 3), 0));

        timelines.push(List.of(tweet(4)), List.of(reader));
        timelines.push(List.of(tweet(4)), List.of(reader));

        assertThat(read(10).ids()).isEqualTo(ids(1, 4));
    }

    @Test
    void a_full_timeline_keeps_the_newest_and_says_from_where_on_it_is_complete() {
        rebuild(new Slice(ids(1, 10), 0));

        timelines.push(List.of(tweet(11)), List.of(reader));
        timelines.push(List.of(tweet(12)), List.of(reader));
        assertThat(read(20).ids()).hasSize(12);
        timelines.push(List.of(tweet(13)), List.of(reader));

        Slice kept = read(20);
        assertThat(kept.ids()).isEqualTo(ids(4, 13));
        assertThat(kept.floor()).isBetween(tweet(3), tweet(4) - 1);
    }

    @Test
    void a_tweet_older_than_the_floor_is_not_put_under_it() {
        rebuild(new Slice(ids(5, 8), tweet(4)));

        timelines.push(List.of(tweet(2)), List.of(reader));

        assertThat(read(20).ids()).isEqualTo(ids(5, 8));
    }

    @Test
    void adding_a_list_that_is_known_in_part_raises_the_floor_to_where_it_is_known() {
        rebuild(new Slice(ids(1, 6), 0));

        timelines.add(reader, new Slice(List.of(tweet(8), tweet(7)), tweet(4)));

        assertThat(read(20).ids()).isEqualTo(ids(5, 8));
        assertThat(read(20).floor()).isGreaterThanOrEqualTo(tweet(4));
    }

    @Test
    void a_floor_raised_during_a_rebuild_holds_after_it() {
        long token = timelines.beginRebuild(reader).orElseThrow();

        timelines.add(reader, new Slice(List.of(tweet(8)), tweet(4)));
        timelines.completeRebuild(reader, token, new Slice(ids(1, 7), 0), List.of());

        assertThat(read(20).ids()).isEqualTo(ids(5, 8));
    }

    @Test
    void a_rebuild_with_more_than_the_capacity_is_trimmed() {
        rebuild(new Slice(ids(1, 30), 0));

        assertThat(read(50).ids()).isEqualTo(ids(21, 30));
    }

    @Test
    void removed_tweets_are_gone_and_an_emptied_timeline_stays() {
        rebuild(new Slice(ids(1, 3), 0));

        timelines.remove(List.of(tweet(2)), List.of(reader, reader + 1_000_000));
        assertThat(read(10).ids()).containsExactly(tweet(3), tweet(1));

        timelines.remove(ids(1, 3), List.of(reader));
        assertThat(read(10)).isEqualTo(Slice.EMPTY);
    }

    @Test
    void a_deleted_timeline_is_gone_as_often_as_it_is_deleted_and_the_others_stay() {
        long other = nextReader();
        rebuild(new Slice(ids(1, 3), 0));
        timelines.completeRebuild(other, timelines.beginRebuild(other).orElseThrow(), Slice.EMPTY, List.of());

        timelines.delete(reader);
        timelines.delete(reader);

        assertThat(timelines.exists(reader)).isFalse();
        assertThat(timelines.exists(other)).isTrue();
    }

    @Test
    void tweets_of_one_millisecond_are_told_apart_by_their_whole_id() {
        List<Long> ids = LongStream.range(0, 9)
                .mapToObj(sequence -> Snowflake.id(DAY_ONE, 7, (int) sequence))
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        Collections.reverse(ids);
        rebuild(new Slice(ids, 0));

        assertThat(ready(ids.get(3), 0, 3).ids()).isEqualTo(ids.subList(4, 9));
        assertThat(ready(Long.MAX_VALUE, ids.get(3), 10).ids()).isEqualTo(ids.subList(0, 3));
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        rebuild(new Slice(ids(1, 10), 0));
        List<Long> walked = new ArrayList<>();

        long before = Long.MAX_VALUE;
        Slice page;
        do {
            page = ready(before, 0, 3);
            walked.addAll(page.ids());
            before = page.floor() + 1;
        } while (page.floor() > 0);

        assertThat(walked).isEqualTo(ids(1, 10));
    }

    @Test
    void a_restarted_redis_that_forgot_the_scripts_is_taught_them_again() {
        rebuild(new Slice(ids(1, 3), 0));
        redis.execute((RedisCallback<Object>) connection -> {
            connection.scriptingCommands().scriptFlush();
            return null;
        });

        timelines.push(List.of(tweet(4)), List.of(reader));

        assertThat(read(10).ids()).isEqualTo(ids(1, 4));
    }

    @Test
    void followees_left_to_pull_are_noted_where_there_is_a_timeline() {
        timelines.addPulled(7, List.of(reader));
        long token = timelines.beginRebuild(reader).orElseThrow();
        timelines.addPulled(8, List.of(reader, reader + 1_000_000));
        timelines.completeRebuild(reader, token, Slice.EMPTY, List.of(9L));
        timelines.addPulled(9, List.of(reader));
        assertThat(pulled()).containsExactlyInAnyOrder(8L, 9L);

        timelines.removePulled(8, reader);

        assertThat(pulled()).containsExactly(9L);
        assertThat(timelines.exists(reader + 1_000_000)).isFalse();
    }

    @Test
    void a_timeline_of_which_redis_evicted_a_part_is_right_or_missing() {
        rebuild(new Slice(ids(1, 10), 0));

        redis.delete(key() + ":older");
        assertThat(read(20).ids()).isEqualTo(ids(7, 10));
        assertThat(read(20).floor()).isBetween(tweet(6), tweet(7) - 1);

        redis.delete(key() + ":pulled");
        assertThat(timelines.read(reader, Long.MAX_VALUE, 0, 10)).isEqualTo(new StoredTimeline.Missing());
        rebuild(new Slice(ids(1, 10), 0));
        assertThat(read(20)).isEqualTo(new Slice(ids(1, 10), 0));
    }

    @Test
    void all_parts_of_a_timeline_expire_together() {
        rebuild(new Slice(ids(1, 10), 0));
        timelines.push(ids(11, 14), List.of(reader));

        assertThat(Stream.of("", ":older", ":pulled").map(part -> redis.getExpire(key() + part)))
                .allSatisfy(seconds -> assertThat(seconds)
                        .isBetween(THIRTY_DAYS.minusMinutes(5).toSeconds(), THIRTY_DAYS.toSeconds()));
    }

    /** Pushes late, doubled and in any order, removals and backfills: what a read gives is what a plain set would. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatever_happens_a_timeline_is_the_newest_of_what_was_put_into_it(long seed) {
        var random = new Random(seed);
        rebuild(new Slice(ids(1, 5), 0));
        NavigableSet<Long> all = new TreeSet<>(ids(1, 5));
        long floor = 0;
        for (int step = 0; step < 200; step++) {
            int newest = step / 2 + 10;
            List<Long> some = Stream.generate(() -> tweetIn(1 + random.nextInt(newest), random.nextInt(3)))
                    .limit(1 + random.nextInt(3))
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();
            switch (random.nextInt(5)) {
                case 0 -> {
                    timelines.remove(some, List.of(reader));
                    some.forEach(all::remove);
                }
                case 1 -> {
                    timelines.add(reader, new Slice(some, 0));
                    all.addAll(some);
                }
                default -> {
                    timelines.push(some, List.of(reader));
                    all.addAll(some);
                }
            }

            Slice whole = read(50);
            assertThat(whole.floor()).isGreaterThanOrEqualTo(floor);
            floor = whole.floor();
            assertThat(whole.ids())
                    .isEqualTo(List.copyOf(all.tailSet(floor, false).descendingSet()));
            all.retainAll(Set.copyOf(whole.ids())); // what fell below the floor does not come back by itself
            long before = tweetIn(1 + random.nextInt(newest), 1);
            Slice part = ready(before, 0, 3);
            assertThat(part.ids())
                    .isEqualTo(whole.ids().stream()
                            .filter(id -> id < before && id > part.floor())
                            .toList());
            assertThat(part.floor() == floor || part.floor() < before - 1).isTrue();
        }
        assertThat(floor).isGreaterThan(0);
    }

    @Test
    void a_timeline_of_the_designed_size_takes_less_than_20_kilobytes() {
        var designed =
                new TimelineProperties("", 800, 60, 60, 60, THIRTY_DAYS, Duration.ofMinutes(1), Duration.ofHours(1));
        var scripts = new Scripts(redis, false);
        var store = new TimelineStore(scripts, new StoredList(scripts, designed, new SecureRandom()), designed);
        store.completeRebuild(reader, store.beginRebuild(reader).orElseThrow(), new Slice(ids(1, 800), 0), List.of(1L));
        ids(801, 1000).reversed().forEach(id -> store.push(List.of(id), List.of(reader)));

        long bytes = Stream.of("", ":older", ":pulled")
                .mapToLong(part -> redis.execute(
                        new DefaultRedisScript<>("return redis.call('MEMORY', 'USAGE', KEYS[1])", Long.class),
                        List.of("timeline:{" + reader + "}" + part)))
                .sum();
        store.delete(reader);

        assertThat(bytes).isLessThan(20 * 1024);
    }

    private String key() {
        return prefix + "timeline:{" + reader + "}";
    }

    private List<Long> pulled() {
        return stored(reader).pulledIds();
    }

    StoredTimeline.Ready stored(long readerId) {
        return (StoredTimeline.Ready) timelines.read(readerId, Long.MAX_VALUE, 0, 50);
    }

    static long nextReader() {
        return READERS.incrementAndGet();
    }

    /** Several tweets of one millisecond. */
    private static long tweetIn(int n, int sequence) {
        return Snowflake.id(DAY_ONE + n * 1_000L, 1, sequence);
    }

    void rebuild(Slice tweets) {
        timelines.completeRebuild(reader, timelines.beginRebuild(reader).orElseThrow(), tweets, List.of());
    }

    Slice read(int limit) {
        return ready(Long.MAX_VALUE, 0, limit);
    }

    private Slice ready(long before, long after, int limit) {
        StoredTimeline stored = timelines.read(reader, before, after, limit);
        assertThat(stored).isInstanceOf(StoredTimeline.Ready.class);
        return ((StoredTimeline.Ready) stored).slice();
    }

    /** The n-th tweet of the story, a second after the one before. */
    static long tweet(int n) {
        return Snowflake.id(DAY_ONE + n * 1_000L, 1, 0);
    }

    /** Newest first. */
    static List<Long> ids(int oldest, int newest) {
        return LongStream.rangeClosed(oldest, newest)
                .map(n -> newest + oldest - n)
                .mapToObj(n -> tweet((int) n))
                .toList();
    }
}
