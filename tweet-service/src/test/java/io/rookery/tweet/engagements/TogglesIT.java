package io.rookery.tweet.engagements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rookery.test.backends.CassandraBackend;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.counts.CountEvents;
import io.rookery.tweet.engagements.Engagements.Entry;
import io.rookery.tweet.ids.IdGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.CassandraConnectionFailureException;
import org.springframework.data.cassandra.CassandraWriteTimeoutException;
import org.springframework.data.cassandra.core.cql.CqlOperations;

/** Counts are the number of the rows they count, whatever happens while they change. */
@WithTweetService
class TogglesIT {

    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final List<Kind> KINDS = List.of(Kind.LIKE, Kind.RETWEET, Kind.BOOKMARK);
    private static final long SEED = 4711;

    @Autowired
    private CassandraBackend cassandra;

    @Autowired
    private CqlSession session;

    @Autowired
    private CqlOperations cql;

    @Autowired
    private IdGenerator ids;

    @Autowired
    private CountEvents counts;

    /** What one user does to one tweet. */
    private record Toggle(Kind kind, long tweetId, long userId) {}

    /** Whether it is so, as far as the user was told; absent while they were told nothing for sure. */
    private final Map<Toggle, Boolean> told = new ConcurrentHashMap<>();

    private final AtomicInteger done = new AtomicInteger();

    @Test
    void counts_are_right_after_ten_thousand_toggles_with_a_kill_of_cassandra_in_the_middle() throws Exception {
        // Given two instances and four tweets
        List<Engagements> instances = List.of(
                instance(new EngagementsRepository(session, cql), new UserEngagementsRepository(session, cql)),
                instance(new EngagementsRepository(session, cql), new UserEngagementsRepository(session, cql)));
        List<Long> tweets = tweets(4);

        // When 250 users toggle 40 times each, and Cassandra is killed meanwhile
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> users = start(threads, instances, tweets, 250, 40);
            await().atMost(ENOUGH).until(() -> done.get() > 4_000);
            cassandra.kill();
            cassandra.restart();
            for (Future<?> user : users) {
                user.get();
            }
        }

        // Then
        assertThat(done).hasValue(10_000);
        await().atMost(ENOUGH).ignoreExceptions().untilAsserted(() -> verify(tweets));
    }

    @Test
    void counts_are_right_though_writers_die_and_time_out_at_arbitrary_points() throws Exception {
        var random = new Random(SEED);
        List<Engagements> instances = IntStream.range(0, 3)
                .mapToObj(_ -> instance(
                        new FailingEngagements(new Faults(random)), new FailingUserEngagements(new Faults(random))))
                .toList();
        List<Long> tweets = tweets(3);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> user : start(threads, instances, tweets, 60, 40)) {
                user.get();
            }
        }

        assertThat(done).hasValue(2_400);
        verify(tweets);
    }

    private List<Future<?>> start(
            ExecutorService threads, List<Engagements> instances, List<Long> tweets, int users, int toggles) {
        List<Future<?>> started = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            long userId = TestUsers.anyone();
            Engagements instance = instances.get(user % instances.size());
            var random = new Random(SEED + user);
            started.add(threads.submit(() -> {
                for (int i = 0; i < toggles; i++) {
                    Long tweet = tweets.get(random.nextInt(tweets.size()));
                    Kind kind = KINDS.get(random.nextInt(KINDS.size()));
                    toggle(instance, new Toggle(kind, tweet, userId), random.nextBoolean());
                    done.incrementAndGet();
                }
            }));
        }
        return started;
    }

    /** @param insist whether to try until it is acknowledged, or to take no for an answer */
    private void toggle(Engagements instance, Toggle toggle, boolean insist) {
        boolean wanted = !told.getOrDefault(toggle, false);
        if (insist) {
            await().atMost(ENOUGH).until(() -> isAcknowledged(instance, toggle, wanted));
        } else {
            isAcknowledged(instance, toggle, wanted);
        }
    }

    private boolean isAcknowledged(Engagements instance, Toggle toggle, boolean wanted) {
        told.remove(toggle);
        try {
            if (wanted) {
                instance.add(toggle.kind(), toggle.tweetId(), toggle.userId(), ids.next());
            } else {
                instance.remove(toggle.kind(), toggle.tweetId(), toggle.userId());
            }
        } catch (RuntimeException | Killed e) {
            return false;
        }
        told.put(toggle, wanted);
        return true;
    }

    private void verify(List<Long> tweets) {
        Set<Toggle> standing = new HashSet<>();
        for (long tweet : tweets) {
            Map<String, Map<Long, Long>> rows = new HashMap<>();
            Map<Kind, Integer> counts = new HashMap<>();
            for (Row row : cql.query(
                    "SELECT list, id, other, likes, retweets, bookmarks FROM engagements WHERE tweet_id = " + tweet,
                    (Row row, int _) -> row)) {
                if (row.getByte("list") == 0) {
                    counts.put(Kind.LIKE, row.getInt("likes"));
                    counts.put(Kind.RETWEET, row.getInt("retweets"));
                    counts.put(Kind.BOOKMARK, row.getInt("bookmarks"));
                } else {
                    rows.computeIfAbsent(Byte.toString(row.getByte("list")), _ -> new HashMap<>())
                            .put(row.getLong("id"), row.getLong("other"));
                }
            }
            for (Kind kind : KINDS) {
                Map<Long, Long> entries = rows.getOrDefault(Byte.toString(kind.members()), Map.of());
                Map<Long, Long> members = rows.getOrDefault(Byte.toString(kind.entries()), Map.of());
                Map<Long, Long> mirrored = new HashMap<>();
                members.forEach((entry, member) -> mirrored.put(member, entry));
                assertThat(counts).containsEntry(kind, entries.size());
                assertThat(mirrored).isEqualTo(entries);
                entries.keySet().forEach(userId -> standing.add(new Toggle(kind, tweet, userId)));
            }
        }
        told.forEach((toggle, wanted) ->
                assertThat(standing.contains(toggle)).as("%s", toggle).isEqualTo(wanted));
        assertThat(told).isNotEmpty();
        verifyListsOfUsers(standing);
    }

    private void verifyListsOfUsers(Set<Toggle> standing) {
        var engagements =
                instance(new EngagementsRepository(session, cql), new UserEngagementsRepository(session, cql));
        Set<Toggle> listed = new HashSet<>();
        told.keySet().stream().map(Toggle::userId).distinct().forEach(userId -> {
            for (Kind kind : List.of(Kind.LIKE, Kind.BOOKMARK)) {
                OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
                while (next.isPresent()) {
                    Engagements.Page page = engagements.byUser(kind, userId, next.getAsLong(), 10);
                    for (Entry entry : page.entries()) {
                        assertThat(listed.add(new Toggle(kind, entry.memberId(), userId)))
                                .isTrue();
                    }
                    next = page.next();
                }
            }
        });
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(standing.stream()
                        .filter(toggle -> toggle.kind().isListedByUser())
                        .filter(toggle -> told.keySet().stream().anyMatch(known -> known.userId() == toggle.userId()))
                        .toList());
    }

    private List<Long> tweets(int count) {
        return IntStream.range(0, count).mapToObj(_ -> ids.next()).toList();
    }

    private Engagements instance(EngagementsRepository repository, UserEngagementsRepository byUser) {
        var settings = new EngagementsProperties(2_000, 100, Duration.ofSeconds(10));
        var metrics = new EngagementsMetrics(new SimpleMeterRegistry());
        var writer = new ChangeWriter(repository, byUser, settings, metrics, counts);
        return new Engagements(repository, byUser, new Lanes(writer, settings, metrics), writer);
    }

    /** What happens to one step in ten: nothing is sent, or it is, but nobody hears of it; or the writer dies there. */
    private static final class Faults {

        private final Random random;

        Faults(Random random) {
            this.random = random;
        }

        void maybe() {
            switch (random.nextInt(30)) {
                case 0 -> throw new CassandraWriteTimeoutException("Timeout", "CAS", new IllegalStateException());
                case 1 -> throw new CassandraConnectionFailureException(Map.of(), "Gone", new IllegalStateException());
                case 2 -> throw new Killed();
                default -> {}
            }
        }
    }

    /** No error that anybody handles: what comes after it is not done. */
    private static final class Killed extends Error {}

    private final class FailingEngagements extends EngagementsRepository {

        private final Faults faults;

        FailingEngagements(Faults faults) {
            super(session, cql);
            this.faults = faults;
        }

        @Override
        boolean write(long tweetId, Plan plan) {
            faults.maybe();
            boolean written = super.write(tweetId, plan);
            faults.maybe();
            return written;
        }
    }

    private final class FailingUserEngagements extends UserEngagementsRepository {

        private final Faults faults;

        FailingUserEngagements(Faults faults) {
            super(session, cql);
            this.faults = faults;
        }

        @Override
        void insert(long tweetId, Set<Listing> listings) {
            faults.maybe();
            super.insert(tweetId, listings);
            faults.maybe();
        }

        @Override
        void delete(Set<Listing> listings) {
            faults.maybe();
            super.delete(listings);
            faults.maybe();
        }
    }
}
