package io.rookery.local;

import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.User;
import io.rookery.local.seed.SeedWorld;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a delivery costs, and what authors with 9,999 followers cost all others: prints, and asserts nothing.
 *
 * <p>{@code ./mvnw -pl local-stack -am verify -Drookery.benchmark=true -Dit.test=DeliveryBenchmarkIT -Dtest=None
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "rookery.benchmark", matches = "true")
class DeliveryBenchmarkIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration OFTEN = Duration.ofMillis(2);
    /** The gateway lets one caller write 300 times a minute. */
    private static final Duration AS_ONE_MAY = Duration.ofMillis(200);

    private static final int FOLLOWERS = 9_999;
    private static final int AUTHORS = 20;
    private static final int ROUNDS = 4;
    private static final int POSTS = 60;

    private LocalStack stack;
    private Crowd crowd;
    private List<Long> followers;
    private List<User> authors;
    private List<User> small;
    private List<Long> friends;

    @BeforeAll
    void many_authors_with_the_same_followers(LocalStack running) {
        stack = running;
        restart(Component.USER_SERVICE, Map.of("ROOKERY_PUSH_LIMIT", Integer.toString(FOLLOWERS + 1)));
        var api = new PublicApi(stack.gatewayUrl());
        crowd = new Crowd(stack);
        followers = crowd.register("measured", FOLLOWERS);
        crowd.read(followers, 800);
        authors = IntStream.range(0, AUTHORS).mapToObj(_ -> api.register("big")).toList();
        authors.forEach(author -> crowd.follow(author, followers));
        // Enough to be in all partitions
        small = IntStream.range(0, AUTHORS).mapToObj(_ -> api.register("small")).toList();
        friends = crowd.register("friend", 200);
        crowd.read(friends, 800);
        small.forEach(author -> crowd.follow(author, friends));
    }

    @AfterAll
    void as_all_other_tests_have_it() {
        crowd.close();
        restart(Component.USER_SERVICE, Map.of("ROOKERY_PUSH_LIMIT", Integer.toString(SeedWorld.PUSH_LIMIT)));
        restart(Component.FANOUT_WORKER, Map.of("ROOKERY_JAVA_OPTS", "", "ROOKERY_FANOUT_FOLLOWERPAGE", "10000"));
    }

    @Test
    void one_author_posts_in_a_loop() {
        workerWithPagesOf(10_000);
        // Compiles what is measured
        beside(Duration.ofMillis(1));
        beside(AS_ONE_MAY);
        Map<String, List<Long>> waits = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            collect(waits, "alone", visibleAfter());
            collect(waits, "beside as many as one may post", beside(AS_ONE_MAY));
            collect(waits, "beside as many as possible", beside(Duration.ofMillis(1)));
        }
        List<Long> alone = waits.get("alone");
        System.out.printf(
                "%nFrom 201 to the follower's timeline, ms%n%-32s %8s %8s %8s%n", "", "median", "p99", "ratio");
        waits.forEach((name, nanos) -> System.out.printf(
                "%-32s %8.0f %8.0f %8.1f%n",
                name, part(nanos, 0.5), part(nanos, 0.99), part(nanos, 0.99) / part(alone, 0.99)));
    }

    private static void collect(Map<String, List<Long>> waits, String name, List<Long> nanos) {
        waits.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(nanos);
    }

    /** While an author with 9,999 followers posts in a loop. */
    private List<Long> beside(Duration pause) {
        List<Long> loop = new ArrayList<>();
        List<Long> nanos;
        try (ScheduledExecutorService poster = Executors.newSingleThreadScheduledExecutor()) {
            var _ = poster.scheduleAtFixedRate(
                    () -> loop.add(tweet(authors.getFirst())), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
            nanos = visibleAfter();
            poster.shutdownNow();
        }
        System.out.printf("%d tweets in the loop%n", loop.size());
        awaitDelivered(loop.getLast());
        return nanos;
    }

    private List<Long> visibleAfter() {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            long tweet = tweet(small.get(i % small.size()));
            long start = System.nanoTime();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(OFTEN)
                    .atMost(LONG)
                    .until(() -> crowd.newest(friends.getLast(), 50).contains(tweet));
            nanos.add(System.nanoTime() - start);
        }
        return nanos;
    }

    private static double part(List<Long> nanos, double part) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1) / 1e6;
    }

    @Test
    void a_backlog_is_worked_off() {
        System.out.printf(
                "%n%-8s %8s %14s %12s %12s %12s %12s%n",
                "page", "tweets", "deliveries/s", "worker us", "Redis us", "users us", "Kafka us");
        for (int page : new int[] {500, 1_000, 2_000, 5_000, 10_000}) {
            workerWithPagesOf(page);
            backlog(1);
            measureBacklog(page, 1);
            measureBacklog(page, 1);
            if (page == 2_000) {
                measureBacklog(page, 5);
            }
        }
    }

    private void measureBacklog(int page, int tweets) {
        List<Component> processes =
                List.of(Component.FANOUT_WORKER, Component.REDIS, Component.USER_SERVICE, Component.KAFKA);
        List<Long> before =
                processes.stream().map(each -> Processes.cpuMicros(stack, each)).toList();
        long nanos = backlog(tweets);
        double deliveries = (double) FOLLOWERS * AUTHORS * tweets;
        List<Double> micros = IntStream.range(0, processes.size())
                .mapToObj(i -> (Processes.cpuMicros(stack, processes.get(i)) - before.get(i)) / deliveries)
                .toList();
        System.out.printf(
                "%-8d %8d %14.0f %12.2f %12.2f %12.2f %12.2f%n",
                page, tweets, deliveries * 1e9 / nanos, micros.get(0), micros.get(1), micros.get(2), micros.get(3));
    }

    /** @return how long it takes to deliver so many tweets of each author */
    private long backlog(int tweets) {
        List<Long> posted = new ArrayList<>();
        Processes.freeze(stack, Component.FANOUT_WORKER);
        for (int i = 0; i < tweets; i++) {
            authors.forEach(author -> posted.add(tweet(author)));
        }
        Processes.goOn(stack, Component.FANOUT_WORKER);
        long start = System.nanoTime();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(LONG)
                .until(() -> crowd.newest(followers.getLast(), 150).containsAll(posted));
        return System.nanoTime() - start;
    }

    private void awaitDelivered(long tweet) {
        await().atMost(LONG).until(() -> crowd.newest(followers.getLast(), 50).contains(tweet));
    }

    private static long tweet(User author) {
        return Long.parseLong(author.tweet("Measured"));
    }

    /** With the compiler that production has. */
    private void workerWithPagesOf(int followers) {
        restart(
                Component.FANOUT_WORKER,
                Map.of(
                        "ROOKERY_JAVA_OPTS",
                        "-Xmx256m -XX:+UseSerialGC",
                        "ROOKERY_FANOUT_FOLLOWERPAGE",
                        Integer.toString(followers)));
    }

    private void restart(Component component, Map<String, String> settings) {
        stack.stop(component);
        LocalStack.of(stack.folder(), Build.current(), settings).start(component, ProgressListener.NONE);
    }
}
