package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.Reply;
import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** One service in trouble takes no other with it. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResilienceIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int WAITING = 300;
    private static final int PROFILES = 200;
    private static final int LOGINS = 20;

    /** Who waits for a service that hangs waits 5 s, and at the gateway 10 s; user-service asks for counts for half a second. */
    private static final Duration WAITED = Duration.ofSeconds(2);

    private LocalStack stack;
    private PublicApi api;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        stack = running;
        api = new PublicApi(stack.gatewayUrl());
    }

    @Test
    void a_tweet_service_that_does_not_answer_leaves_profiles_and_sessions_alone() throws Exception {
        User user = api.register("user");
        String tweet = user.tweet("Still here");
        Runnable profile = () -> user.profileOf(user);
        Runnable login = () -> api.login(user);
        times(PROFILES, profile); // compiles what is measured
        String before = Pace.of(times(PROFILES, profile)) + " / " + Pace.of(times(LOGINS, login));
        Processes.freeze(stack, Component.TWEET_SERVICE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> waiting = IntStream.range(0, WAITING)
                    .mapToObj(_ -> threads.submit(() -> user.get("/v1/tweets/" + tweet)))
                    .toList();

            Pace profiles = Pace.of(times(PROFILES, profile));
            Pace logins = Pace.of(times(LOGINS, login));

            System.out.printf(
                    "Profiles / logins, milliseconds: %s; while tweet-service hangs: %s / %s%n",
                    before, profiles, logins);
            assertThat(profiles.longest()).isLessThan(WAITED);
            assertThat(logins.longest()).isLessThan(WAITED);
            for (Future<Reply> reply : waiting) {
                reply.get().assertProblem(503, "service_unavailable");
                assertThat(reply.get().header("Retry-After")).isPresent();
            }
        } finally {
            Processes.goOn(stack, Component.TWEET_SERVICE);
        }
        await().atMost(SOON).untilAsserted(() -> user.read(tweet));
    }

    @Test
    void without_redis_reads_and_logins_go_on_and_are_still_counted() {
        User user = api.register("user");
        String tweet = user.tweet("From the authors themselves");
        stack.kill(Component.REDIS);
        try {
            Reply home = user.get("/v1/users/me/timeline").ok(200);
            assertThat(home.header("X-Timeline-Degraded")).hasValue("true");
            assertThat(home.body().get("tweets").get(0).get("tweet_id").asString())
                    .isEqualTo(tweet);
            assertThat(api.tryLogin(user).ok(200).header("RateLimit")).isPresent();
        } finally {
            stack.start(Component.REDIS, ProgressListener.NONE);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                user.get("/v1/users/me/timeline").ok(200).header("X-Timeline-Degraded"))
                        .isEmpty());
    }

    /** Of calls one after another. */
    private static List<Duration> times(int calls, Runnable call) {
        return IntStream.range(0, calls)
                .mapToObj(_ -> {
                    long start = System.nanoTime();
                    call.run();
                    return Duration.ofNanos(System.nanoTime() - start);
                })
                .sorted()
                .toList();
    }

    private record Pace(Duration median, Duration longest) {

        static Pace of(List<Duration> sorted) {
            return new Pace(sorted.get(sorted.size() / 2), sorted.getLast());
        }

        @Override
        public String toString() {
            return "median %.1f longest %.1f".formatted(median.toNanos() / 1e6, longest.toNanos() / 1e6);
        }
    }
}
