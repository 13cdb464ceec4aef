package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever leaves is forgotten in every store, and a record says when that was done. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private LocalStack stack;
    private PublicApi api;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        stack = running;
        api = new PublicApi(stack.gatewayUrl());
    }

    @Test
    void an_erased_user_leaves_nothing_behind() throws Exception {
        User leaver = api.register("leaver");
        User friend = api.register("friend");
        leaver.follow(friend);
        friend.follow(leaver);
        assertThat(friend.home()).isEmpty();
        String theirs = friend.tweet("I stay");
        String tweet = leaver.tweet("I go");
        leaver.put("/v1/tweets/" + theirs + "/like").ok(200);
        leaver.put("/v1/tweets/" + theirs + "/retweet").ok(200);
        leaver.reply(theirs, "Bye");
        await().atMost(SOON).untilAsserted(() -> assertThat(friend.home()).hasSize(4));

        leaver.delete("/v1/users/me").ok(202);

        friend.get("/v1/users/" + leaver.id).assertProblem(404, "not_found");
        friend.get("/v1/users/by-handle/" + leaver.handle).assertProblem(404, "not_found");
        assertThat(api.tryLogin(leaver).status()).isEqualTo(401);
        await().atMost(SOON).untilAsserted(() -> leaver.get("/v1/users/me").assertProblem(401, "unauthenticated"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(friend.home()).containsExactly(theirs);
            friend.get("/v1/tweets/" + tweet).assertProblem(404, "not_found");
            JsonNode left = friend.read(theirs);
            assertThat(left.get("like_count").asInt()).isZero();
            assertThat(left.get("retweet_count").asInt()).isZero();
            assertThat(left.get("reply_count").asInt()).isZero();
            JsonNode profile = friend.profileOf(friend);
            assertThat(profile.get("followers_count").asInt()).isZero();
            assertThat(profile.get("following_count").asInt()).isZero();
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(erasure(leaver).has("completed_at"))
                        .as("%s", erasure(leaver))
                        .isTrue());
        assertThat(erasure(leaver).toString()).doesNotContain(leaver.handle);
        assertThat(api.registerAs(leaver.handle).id).isNotEqualTo(leaver.id);
    }

    @Test
    void an_erasure_goes_on_after_each_service_was_killed_in_it() throws Exception {
        User leaver = api.register("leaver");
        User friend = api.register("friend");
        for (int i = 0; i < 40; i++) {
            leaver.put("/v1/tweets/" + friend.tweet("Number " + i) + "/like").ok(200);
            leaver.tweet("Mine " + i);
        }
        stack.kill(Component.TWEET_SERVICE);
        leaver.delete("/v1/users/me").ok(202);
        stack.kill(Component.USER_SERVICE);
        stack.start(Component.TWEET_SERVICE, ProgressListener.NONE);
        stack.start(Component.USER_SERVICE, ProgressListener.NONE);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(erasure(leaver).has("completed_at")).isTrue());
        assertThat(friend.get("/v1/users/" + friend.id + "/tweets?limit=100")
                        .ok(200)
                        .body()
                        .get("tweets")
                        .valueStream()
                        .mapToInt(tweet -> tweet.get("like_count").asInt())
                        .sum())
                .isZero();
    }

    /** As an operator sees it: from inside. */
    private JsonNode erasure(User user) throws IOException, InterruptedException {
        URI uri =
                URI.create("http://127.0.0.1:" + stack.port(Component.USER_SERVICE) + "/internal/erasures/" + user.id);
        var request = HttpRequest.newBuilder(uri)
                .header("X-Internal-Key", stack.secrets().internalKey())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
