package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Counts are what can be counted, whatever happens meanwhile. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration FOR_ALL = Duration.ofMinutes(5);
    private static final int USERS = 20;
    private static final int TOGGLES = 10_000;
    private static final int CONNECTIONS = 32;

    private LocalStack stack;
    private PublicApi api;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        stack = running;
        api = new PublicApi(stack.gatewayUrl());
    }

    @Test
    void likes_and_retweets_are_right_after_ten_thousand_toggles_with_the_service_killed_in_between() throws Exception {
        User author = api.register("author");
        List<String> tweets = List.of(author.tweet("One"), author.tweet("Two"), author.tweet("Three"));
        List<User> users =
                IntStream.range(0, USERS).mapToObj(_ -> api.register("user")).toList();
        var done = new AtomicInteger();
        Thread killer = Thread.startVirtualThread(() -> {
            await().atMost(FOR_ALL).until(() -> done.get() >= TOGGLES / 2);
            stack.kill(Component.TWEET_SERVICE);
            stack.start(Component.TWEET_SERVICE, ProgressListener.NONE);
        });

        inParallel(IntStream.range(0, TOGGLES)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    User user = users.get(i % USERS);
                    String tweet = tweets.get(i % tweets.size());
                    String path = "/v1/tweets/" + tweet + (i % 4 == 0 ? "/retweet" : "/like");
                    settle(user, path, i / USERS % 2 == 0);
                    return done.incrementAndGet();
                })
                .toList());
        killer.join();

        // Whatever the toggles came to, each user now says it once more: who likes or retweets, and who does not
        Map<String, Integer> likes = new ConcurrentHashMap<>();
        Map<String, Integer> retweets = new ConcurrentHashMap<>();
        inParallel(IntStream.range(0, USERS)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    for (String tweet : tweets) {
                        settle(users.get(i), "/v1/tweets/" + tweet + "/like", i % 3 == 0);
                        settle(users.get(i), "/v1/tweets/" + tweet + "/retweet", i % 4 == 0);
                        likes.merge(tweet, i % 3 == 0 ? 1 : 0, Integer::sum);
                        retweets.merge(tweet, i % 4 == 0 ? 1 : 0, Integer::sum);
                    }
                    return 0;
                })
                .toList());
        for (String tweet : tweets) {
            JsonNode read = author.read(tweet);
            assertThat(read.get("like_count").asInt()).isEqualTo(likes.get(tweet));
            assertThat(users(author, "/v1/tweets/" + tweet + "/likes")).hasSize(likes.get(tweet));
            assertThat(read.get("retweet_count").asInt()).isEqualTo(retweets.get(tweet));
            assertThat(users(author, "/v1/tweets/" + tweet + "/retweets")).hasSize(retweets.get(tweet));
        }
        await().atMost(SOON).untilAsserted(() -> {
            for (int i = 0; i < USERS; i++) {
                assertThat(users.get(i)
                                .get("/v1/users/" + users.get(i).id + "/tweets?include=retweets&limit=100")
                                .ok(200)
                                .body()
                                .get("tweets"))
                        .hasSize(i % 4 == 0 ? tweets.size() : 0);
            }
        });
    }

    /** Until it is accepted, as a client does that is told to come again. */
    private static void settle(User user, String path, boolean wanted) {
        await().atMost(SOON).until(() -> (wanted ? user.put(path) : user.delete(path)).status(), status -> {
            assertThat(status).isIn(200, 503);
            return status == 200;
        });
    }

    @Test
    void a_celebrity_is_followed_from_many_connections_at_once() throws Exception {
        User celebrity = api.register("celebrity");
        List<User> fans =
                IntStream.range(0, 100).mapToObj(_ -> api.register("fan")).toList();

        inParallel(fans.stream()
                .<Callable<Integer>>map(fan -> () -> {
                    fan.follow(celebrity);
                    fan.delete("/v1/users/" + celebrity.id + "/follow").ok(200);
                    fan.follow(celebrity);
                    return 0;
                })
                .toList());

        assertThat(celebrity.profileOf(celebrity).get("followers_count").asInt())
                .isEqualTo(100);
    }

    private static List<String> users(User viewer, String path) {
        JsonNode body = viewer.get(path + "?limit=100").ok(200).body();
        assertThat(body.has("next_cursor")).isFalse();
        return body.get("users")
                .valueStream()
                .map(user -> user.get("user_id").asString())
                .toList();
    }

    private static void inParallel(List<Callable<Integer>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                result.get();
            }
        }
    }
}
