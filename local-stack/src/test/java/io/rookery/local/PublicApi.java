package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.contracts.ReplyContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API as a client program sees it: the gateway's URL, and nothing of the inside. Every reply is held against the public
 * document; one that is not documented fails the test.
 */
final class PublicApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ReplyContract CONTRACT = ReplyContract.published();
    private static final String PASSWORD = "correct horse battery staple";
    private static final AtomicInteger HANDLES = new AtomicInteger();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI gateway;

    PublicApi(URI gateway) {
        this.gateway = gateway;
    }

    /** A reply of any status. */
    record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {

        Reply ok(int expected) {
            assertThat(status).as("%s: %s", raw.request().uri(), body).isEqualTo(expected);
            return this;
        }

        void assertProblem(int expected, String code) {
            ok(expected);
            assertThat(header("Content-Type")).hasValue("application/problem+json");
            assertThat(body.get("code").asString()).isEqualTo(code);
            assertThat(header("X-Request-Id")).hasValue(body.get("request_id").asString());
        }

        Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }
    }

    /** One page of a list of tweets. */
    record Page(
            List<String> tweetIds,
            @Nullable String next,
            @Nullable String prev) {}

    /** A signed-in user. */
    final class User {

        final String id;
        final String handle;
        private final String token;

        private User(String id, String handle, String token) {
            this.id = id;
            this.handle = handle;
            this.token = token;
        }

        String token() {
            return token;
        }

        /** With headers of one's own, as {@code "If-None-Match", "..."}. */
        Reply get(String path, String... headers) {
            return send("GET", path, token, null, headers);
        }

        Reply post(String path, Object body, String... headers) {
            return send("POST", path, token, body, headers);
        }

        Reply patch(String path, Object body) {
            return send("PATCH", path, token, body);
        }

        Reply put(String path) {
            return send("PUT", path, token, null);
        }

        Reply delete(String path) {
            return send("DELETE", path, token, null);
        }

        void follow(User other) {
            put("/v1/users/" + other.id + "/follow").ok(200);
        }

        /** As this user sees it. */
        JsonNode read(String tweetId) {
            return get("/v1/tweets/" + tweetId).ok(200).body();
        }

        /** As this user sees them. */
        JsonNode profileOf(User other) {
            return get("/v1/users/" + other.id).ok(200).body();
        }

        String tweet(String content) {
            return tweet(Map.of("content", content));
        }

        String reply(String tweetId, String content) {
            return tweet(Map.of("content", content, "reply_to_tweet_id", tweetId));
        }

        String quote(String tweetId, String content) {
            return tweet(Map.of("content", content, "quote_tweet_id", tweetId));
        }

        private String tweet(Map<String, String> body) {
            return post("/v1/tweets", body).ok(201).body().get("tweet_id").asString();
        }

        Page home(@Nullable String cursor, int limit) {
            return page("/v1/users/me/timeline", cursor, limit);
        }

        Page tweetsOf(User author, @Nullable String cursor, int limit) {
            return page("/v1/users/" + author.id + "/tweets", cursor, limit);
        }

        List<String> home() {
            return home(null, 100).tweetIds();
        }

        private Page page(String path, @Nullable String cursor, int limit) {
            JsonNode body = get(path + "?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor))
                    .ok(200)
                    .body();
            return new Page(
                    body.get("tweets")
                            .valueStream()
                            .map(tweet -> tweet.get("tweet_id").asString())
                            .toList(),
                    body.has("next_cursor") ? body.get("next_cursor").asString() : null,
                    body.has("prev_cursor") ? body.get("prev_cursor").asString() : null);
        }
    }

    /** @param name becomes the beginning of the handle */
    User register(String name) {
        return registerAs(name + HANDLES.incrementAndGet());
    }

    User registerAs(String handle) {
        JsonNode body = send(
                        "POST",
                        "/v1/auth/register",
                        null,
                        Map.of("handle", handle, "email", handle + "@example.org", "password", PASSWORD))
                .ok(201)
                .body();
        return new User(
                body.get("user").get("user_id").asString(),
                handle,
                body.get("access_token").asString());
    }

    Reply tryLogin(User user) {
        return send("POST", "/v1/auth/login", null, Map.of("login", user.handle, "password", PASSWORD));
    }

    /** The same user again, by password. */
    User login(User user) {
        JsonNode body = tryLogin(user).ok(200).body();
        return new User(user.id, user.handle, body.get("access_token").asString());
    }

    /**
     * @param body an object to send as JSON, a byte array to send as it is, or null
     * @param headers names and values in turn
     */
    Reply send(String method, String path, @Nullable String token, @Nullable Object body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + path)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            byte[] bytes = body instanceof byte[] raw ? raw : JSON.writeValueAsBytes(body);
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofByteArray(bytes));
        }
        try {
            HttpResponse<byte[]> reply = http.send(request.build(), BodyHandlers.ofByteArray());
            byte[] plain = plain(reply);
            CONTRACT.assertKept(
                    method, path, reply.statusCode(), reply.headers().map(), plain);
            boolean json = reply.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            JsonNode parsed = json ? JSON.readTree(plain) : JSON.missingNode();
            return new Reply(reply.statusCode(), parsed, reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] plain(HttpResponse<byte[]> reply) throws IOException {
        boolean gzip = reply.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        if (!gzip) {
            return reply.body();
        }
        try (var decompressed = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
            return decompressed.readAllBytes();
        }
    }
}
