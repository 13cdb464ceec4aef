package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.Reply;
import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that hold for every endpoint, each seen through the gateway. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventionsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private PublicApi api;
    private User user;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        api = new PublicApi(running.gatewayUrl());
        user = api.register("user");
    }

    @Test
    void fifty_identical_posts_with_one_key_make_one_tweet() throws Exception {
        User author = api.register("author");
        User reader = api.register("reader");
        reader.follow(author);
        assertThat(reader.home()).isEmpty();
        Callable<Reply> post = () -> postUntilDone(author, "key-1", "Only once");

        List<Future<Reply>> replies;
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            replies =
                    threads.invokeAll(IntStream.range(0, 50).mapToObj(_ -> post).toList());
        }

        String tweet = replies.getFirst().get().body().get("tweet_id").asString();
        for (Future<Reply> reply : replies) {
            assertThat(reply.get().status()).isEqualTo(201);
            assertThat(reply.get().raw().body())
                    .isEqualTo(replies.getFirst().get().raw().body());
            assertThat(reply.get().header("Location")).hasValue("/v1/tweets/" + tweet);
        }
        assertThat(replies.stream()
                        .filter(reply ->
                                reply.resultNow().header("Idempotency-Replayed").isEmpty()))
                .hasSize(1);
        assertThat(author.home()).containsExactly(tweet);
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).containsExactly(tweet));
        author.post("/v1/tweets", Map.of("content", "Another"), "Idempotency-Key", "key-1")
                .assertProblem(422, "idempotency_key_reused");
        assertThat(postUntilDone(reader, "key-1", "Only once")
                        .body()
                        .get("tweet_id")
                        .asString())
                .isNotEqualTo(tweet);
        author.post("/v1/tweets", Map.of("content", "x"), "Idempotency-Key", "k".repeat(256))
                .assertProblem(400, "invalid_idempotency_key");
    }

    private static Reply postUntilDone(User author, String key, String content) {
        Reply[] last = new Reply[1];
        await().atMost(SOON).until(() -> {
            last[0] = author.post("/v1/tweets", Map.of("content", content), "Idempotency-Key", key);
            return last[0].status() != 409;
        });
        return last[0];
    }

    @Test
    void what_did_not_change_is_not_sent_again_and_not_counted() {
        String tweet = user.tweet("Cached");
        for (String path : List.of("/v1/tweets/" + tweet, "/v1/users/me", "/v1/users/" + user.id)) {
            String etag = user.get(path).ok(200).header("ETag").orElseThrow();
            assertThat(etag).startsWith("\"");

            Reply again = user.get(path, "If-None-Match", etag);

            assertThat(again.status()).isEqualTo(304);
            assertThat(again.raw().body()).isEmpty();
            assertThat(again.header("ETag")).hasValue(etag);
            assertThat(again.header("Cache-Control")).hasValue("private, no-cache");
        }
        Reply first = user.get("/v1/users/me/timeline").ok(200);
        String weak = first.header("ETag").orElseThrow();
        assertThat(weak).startsWith("W/\"");
        int left = remaining(first);
        for (int i = 0; i < 5; i++) {
            Reply again = user.get("/v1/users/me/timeline", "If-None-Match", weak);
            assertThat(again.status()).isEqualTo(304);
            assertThat(remaining(again)).isGreaterThanOrEqualTo(left);
        }
        user.tweet("Something new");
        assertThat(user.get("/v1/users/me/timeline", "If-None-Match", weak).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/users/me,true,200",
        "GET,/v1/users/me,false,401",
        "GET,/v1/nothing,true,404",
        "PUT,/v1/tweets,true,405",
        "GET,/v1/users/me/timeline?limit=0,true,400",
        "POST,/v1/auth/refresh,false,400",
        "GET,/.well-known/jwks.json,false,200",
    })
    void every_reply_says_what_is_left(String method, String path, boolean signedIn, int status) {
        Reply reply =
                api.send(method, path, signedIn ? user.token() : null, null).ok(status);

        assertThat(reply.header("RateLimit-Policy").orElseThrow()).matches("\"[a-z]+\";q=\\d+;w=\\d+");
        assertThat(reply.header("RateLimit").orElseThrow()).matches("\"[a-z]+\";r=\\d+;t=\\d+");
        assertThat(reply.header("X-Request-Id")).isPresent();
    }

    private static int remaining(Reply reply) {
        return Integer.parseInt(reply.header("RateLimit").orElseThrow().replaceAll(".*;r=(\\d+).*", "$1"));
    }

    @ParameterizedTest
    @CsvSource({"/v1/users/me,200", "/v1/nothing,404", "/v1/users/me/timeline?limit=0,400"})
    void a_page_of_a_known_origin_may_read_every_reply(String path, int status) {
        Reply reply = user.get(path, "Origin", LocalStackExtension.ORIGIN).ok(status);

        assertThat(reply.header("Access-Control-Allow-Origin")).hasValue(LocalStackExtension.ORIGIN);
        String exposed = reply.header("Access-Control-Expose-Headers").orElseThrow();
        assertThat(exposed.split(", ?"))
                .contains(
                        "Link",
                        "Location",
                        "ETag",
                        "Retry-After",
                        "RateLimit",
                        "RateLimit-Policy",
                        "X-Request-Id",
                        "Idempotency-Replayed");
    }

    @Test
    void a_page_asks_first_without_a_token() {
        Reply allowed = preflight(LocalStackExtension.ORIGIN);
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("Access-Control-Allow-Methods").orElseThrow()).contains("DELETE");
        assertThat(allowed.header("Access-Control-Allow-Headers").orElseThrow()).contains("Idempotency-Key");
        assertThat(preflight("https://evil.example.org").header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private Reply preflight(String origin) {
        return api.send(
                "OPTIONS",
                "/v1/tweets/1",
                null,
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "DELETE",
                "Access-Control-Request-Headers",
                "authorization,idempotency-key");
    }

    @Test
    void long_replies_are_compressed_for_who_asks() {
        for (int i = 0; i < 5; i++) {
            user.tweet("Long ".repeat(50) + i);
        }

        Reply reply = user.get("/v1/users/" + user.id + "/tweets", "Accept-Encoding", "gzip");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Encoding")).isEqualTo(Optional.of("gzip"));
        assertThat(reply.header("Vary").orElse("").toLowerCase(Locale.ROOT)).contains("accept-encoding");
    }

    @Test
    void a_long_tweet_and_a_long_profile_are_compressed_under_strong_etags_of_their_own() {
        String birds = "\uD83D\uDC26".repeat(280);
        User wordy = api.register("wordy");
        wordy.patch("/v1/users/me", Map.of("bio", birds.substring(0, 320), "display_name", birds.substring(0, 100)))
                .ok(200);
        for (String path : List.of("/v1/tweets/" + wordy.tweet(birds), "/v1/users/me", "/v1/users/" + wordy.id)) {
            Reply plain = wordy.get(path).ok(200);
            Reply compressed = wordy.get(path, "Accept-Encoding", "gzip").ok(200);

            assertThat(plain.header("Content-Encoding")).isEmpty();
            assertThat(compressed.header("Content-Encoding")).hasValue("gzip");
            assertThat(compressed.body()).isEqualTo(plain.body());
            List<String> etags = Stream.of(plain, compressed)
                    .map(either -> either.header("ETag").orElseThrow())
                    .toList();
            assertThat(etags)
                    .doesNotHaveDuplicates()
                    .allSatisfy(etag -> assertThat(etag).startsWith("\""));
            for (String etag : etags) {
                for (String coding : List.of("gzip", "identity")) {
                    Reply again = wordy.get(path, "If-None-Match", etag, "Accept-Encoding", coding);

                    assertThat(again.status()).isEqualTo(304);
                    assertThat(again.raw().body()).isEmpty();
                }
            }
        }
    }

    @Test
    void the_document_can_be_read_without_a_token() {
        Reply page = api.send("GET", "/docs", null, null);
        Reply document = api.send("GET", "/docs/openapi.yaml", null, null);

        assertThat(page.status()).isIn(200, 301, 302, 307, 308);
        assertThat(document.status()).isEqualTo(200);
        assertThat(new String(document.raw().body(), StandardCharsets.UTF_8))
                .contains("openapi: 3.1", "postTweet", "getHomeTimeline");
    }
}
