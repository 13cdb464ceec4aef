package io.rookery.tweet.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdGeneratorTests {

    private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Duration CLOCK_WAIT = Duration.ofMillis(50);
    private static final int NODE = 5;

    /** Shows each of these times once, then the last one for ever. */
    private static InstantSource showing(long... millis) {
        AtomicLong reads = new AtomicLong();
        return () -> Instant.ofEpochMilli(millis[(int) Math.min(reads.getAndIncrement(), millis.length - 1L)]);
    }

    private final AtomicLong nanos = new AtomicLong();

    private IdGenerator generator(InstantSource clock) {
        IdGenerator ids = new IdGenerator(clock, nanos::get, CLOCK_WAIT);
        ids.use(new NodeLease(
                NODE, NOW - 1_000, NOW + 30_000, Duration.ofSeconds(20).toNanos()));
        return ids;
    }

    @Test
    void an_id_holds_its_time_and_its_node() {
        long id = generator(showing(NOW)).next();

        assertThat(Snowflake.millis(id)).isEqualTo(NOW);
        assertThat(IdGenerator.node(id)).isEqualTo(NODE);
    }

    @Test
    void a_million_ids_of_many_threads_are_all_different_and_ascend_in_each_thread() throws Exception {
        IdGenerator ids = new IdGenerator(InstantSource.system(), System::nanoTime, CLOCK_WAIT);
        ids.use(new NodeLease(
                NODE,
                System.currentTimeMillis(),
                Long.MAX_VALUE,
                System.nanoTime() + Duration.ofHours(1).toNanos()));
        Callable<long[]> tenThousand = () -> {
            long[] issued = new long[10_000];
            Arrays.setAll(issued, _ -> ids.next());
            return issued;
        };
        List<Future<long[]>> results;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            results = threads.invokeAll(java.util.Collections.nCopies(100, tenThousand));
        }

        List<Long> all = new ArrayList<>();
        for (Future<long[]> result : results) {
            assertThat(result.get()).isSorted();
            Arrays.stream(result.get()).forEach(all::add);
        }
        assertThat(all.stream().distinct().count()).isEqualTo(1_000_000);
    }

    @Test
    void after_4096_ids_of_a_millisecond_comes_the_next_millisecond() {
        long[] reads = new long[4_100];
        Arrays.fill(reads, NOW);
        reads[4_099] = NOW + 1;
        IdGenerator ids = generator(showing(reads));

        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 4_097; i++) {
            millis.add(Snowflake.millis(ids.next()));
        }

        assertThat(millis.subList(0, 4_096)).containsOnly(NOW);
        assertThat(millis.getLast()).isEqualTo(NOW + 1);
    }

    @Test
    void a_clock_a_little_behind_is_waited_for() {
        IdGenerator ids = generator(showing(NOW, NOW - 10, NOW - 5, NOW));
        long first = ids.next();

        assertThat(ids.next()).isGreaterThan(first);
    }

    @Test
    void a_clock_far_behind_is_refused_until_it_has_caught_up() {
        IdGenerator ids = generator(showing(NOW, NOW - 10_000, NOW + 1));
        long first = ids.next();

        assertUnavailable(ids);
        assertThat(ids.next()).isGreaterThan(first);
    }

    @Test
    void without_a_lease_there_are_no_ids() {
        assertUnavailable(new IdGenerator(showing(NOW), nanos::get, CLOCK_WAIT));
    }

    @Test
    void ids_end_before_the_lease_and_go_on_after_its_renewal() {
        IdGenerator ids = generator(showing(NOW));
        nanos.set(Duration.ofSeconds(20).toNanos());

        assertUnavailable(ids);
        assertThat(ids.isReady()).isFalse();

        ids.use(new NodeLease(
                NODE, NOW - 1_000, NOW + 60_000, Duration.ofSeconds(40).toNanos()));
        assertThat(ids.next()).isPositive();
    }

    @Test
    void a_clock_that_jumps_past_the_limit_of_the_lease_is_refused() {
        IdGenerator ids = generator(showing(NOW + 30_000));

        assertUnavailable(ids);
    }

    @Test
    void the_ids_of_a_lease_start_at_its_first_millisecond() {
        IdGenerator ids = new IdGenerator(showing(NOW - 20, NOW - 20, NOW), nanos::get, CLOCK_WAIT);
        ids.use(new NodeLease(NODE, NOW, NOW + 30_000, 1));

        assertThat(Snowflake.millis(ids.next())).isEqualTo(NOW);
    }

    @Test
    void stopping_tells_before_which_time_all_ids_are() {
        IdGenerator ids = generator(showing(NOW));
        ids.next();

        assertThat(ids.stop()).isEqualTo(NOW + 1);
        assertUnavailable(ids);
    }

    @Test
    void a_lease_covers_its_own_ids_only_while_it_is_held() {
        IdGenerator ids = generator(showing(NOW));
        long id = ids.next();
        long ofAnotherNode = Snowflake.id(NOW, NODE + 1, 0);
        long ofAnEarlierOwner = Snowflake.id(NOW - 2_000, NODE, 0);

        assertThat(ids.holdsLeaseOf(id)).isTrue();
        assertThat(ids.holdsLeaseOf(ofAnotherNode)).isFalse();
        assertThat(ids.holdsLeaseOf(ofAnEarlierOwner)).isFalse();
        nanos.set(Duration.ofSeconds(20).toNanos());
        assertThat(ids.holdsLeaseOf(id)).isFalse();
    }

    private static void assertUnavailable(IdGenerator ids) {
        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(ids::next);
    }
}
