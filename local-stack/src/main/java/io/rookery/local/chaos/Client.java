package io.rookery.local.chaos;

import io.rookery.local.chaos.check.Action;
import io.rookery.local.chaos.check.Reply;
import io.rookery.local.chaos.check.Reply.Entry;
import io.rookery.local.stack.Json;
import io.rookery.local.stack.StackException;
import java.io.IOException;
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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The public API as people use it. Every reply, and every lack of one, is a {@link Reply}. */
final class Client {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String TEXT = "chaos ";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String PROBLEM = "application/problem+json";

    /** Well before access tokens end, which is after 15 minutes. */
    private static final Duration NEW_TOKEN_AFTER = Duration.ofMinutes(8);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI gateway;
    private final ReplyRule rule;
    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    private record Session(String userId, String token, long loggedIn) {}

    /** @param rule what is asked of replies beyond what everybody can see from them */
    Client(URI gateway, ReplyRule rule) {
        this.gateway = gateway;
        this.rule = rule;
    }

    /** Makes a new account; the stack must be well. */
    void register(int person) {
        JsonNode body = sent(HttpRequest.newBuilder(gateway.resolve("/v1/auth/register"))
                .POST(json(Map.of(
                        "handle", handle(person), "email", handle(person) + "@example.org", "password", PASSWORD))));
        Session session = session(body);
        sessions.put(person, session);
        numbers.put(session.userId(), person);
    }

    /** Logs in again when the token is older than some minutes; while nobody can log in the old one is kept. */
    void stayLoggedIn(int person) {
        if (System.nanoTime() - sessionOf(person).loggedIn() < NEW_TOKEN_AFTER.toNanos()) {
            return;
        }
        try {
            sessions.put(
                    person,
                    session(sent(HttpRequest.newBuilder(gateway.resolve("/v1/auth/login"))
                            .POST(json(Map.of("login", handle(person), "password", PASSWORD))))));
        } catch (StackException notNow) {
            // The next time, then
        }
    }

    private static String handle(int person) {
        return "chaos_" + person;
    }

    private static Session session(JsonNode body) {
        return new Session(
                body.at("/user/user_id").asString(), body.path("access_token").asString(), System.nanoTime());
    }

    private Session sessionOf(int person) {
        Session session = sessions.get(person);
        if (session == null) {
            throw new IllegalArgumentException("nobody registered person " + person);
        }
        return session;
    }

    private JsonNode sent(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.header("Content-Type", "application/json")
                            .timeout(TIMEOUT)
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new StackException(response + " " + response.body());
            }
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new StackException(e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    /**
     * Asks once.
     *
     * @param cursor where a page of a list begins; null for the first
     */
    Reply ask(Action action, int limit, @Nullable String cursor) {
        String path = path(action) + query(action, limit, cursor);
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + sessionOf(action.person()).token());
        String method = switch (action) {
            case Action.Post _ -> "POST";
            case Action.Delete _ -> "DELETE";
            case Action.Retweet retweet -> retweet.on() ? "PUT" : "DELETE";
            case Action.Like like -> like.on() ? "PUT" : "DELETE";
            case Action.Relate relate -> relate.on() ? "PUT" : "DELETE";
            case Action.Read _ -> "GET";
        };
        if (action instanceof Action.Post post) {
            // The same for each attempt: it is done once
            request.header("Idempotency-Key", TEXT.strip() + "-" + post.text())
                    .header("Content-Type", "application/json")
                    .POST(json(Map.of("content", TEXT + post.text())));
        } else {
            request.method(method, BodyPublishers.noBody());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return reply(action, method, path, response);
        } catch (IOException e) {
            return Reply.nothing(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.nothing("interrupted");
        }
    }

    private String path(Action action) {
        return switch (action) {
            case Action.Post _ -> "/v1/tweets";
            case Action.Delete delete -> "/v1/tweets/" + delete.tweet();
            case Action.Retweet retweet -> "/v1/tweets/" + retweet.tweet() + "/retweet";
            case Action.Like like -> "/v1/tweets/" + like.tweet() + "/like";
            case Action.Relate relate ->
                "/v1/users/" + sessionOf(relate.other()).userId() + "/"
                        + relate.relation().path();
            case Action.ReadHome _ -> "/v1/users/me/timeline";
            case Action.ReadTweets read ->
                "/v1/users/" + sessionOf(read.author()).userId() + "/tweets";
            case Action.ReadTweet read -> "/v1/tweets/" + read.tweet();
            case Action.ReadProfile read ->
                "/v1/users/" + sessionOf(read.other()).userId();
            case Action.ReadFollowing read ->
                "/v1/users/" + sessionOf(read.person()).userId() + "/following";
        };
    }

    private static String query(Action action, int limit, @Nullable String cursor) {
        return switch (action) {
            case Action.ReadPage _, Action.ReadFollowing _ ->
                "?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor);
            case Action.Change _, Action.ReadTweet _, Action.ReadProfile _ -> "";
        };
    }

    private Reply reply(Action action, String method, String path, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Optional<JsonNode> parsed = parsed(response.body());
        JsonNode body = parsed.orElse(MissingNode.getInstance());
        String complaint = parsed.isEmpty() && response.body().length > 0
                ? "the body is no JSON"
                : status >= 400 ? complaint(response, body) : null;
        if (complaint == null) {
            complaint = rule.complaint(method, path, status, response.headers().map(), response.body())
                    .orElse(null);
        }
        return new Reply(
                status,
                status < 400 ? "" : body.path("code").asString(""),
                complaint,
                tweet(action, body),
                body.path("tweets").valueStream().map(this::entry).toList(),
                body.path("users")
                        .valueStream()
                        .map(user -> number(user.path("user_id")))
                        .toList(),
                body.has("next_cursor") ? body.path("next_cursor").asString() : null,
                response.headers().firstValue("X-Timeline-Degraded").isPresent());
    }

    private static Optional<JsonNode> parsed(byte[] body) {
        try {
            return body.length == 0 ? Optional.empty() : Optional.of(Json.MAPPER.readTree(body));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** What is wrong with a problem as such. */
    private static @Nullable String complaint(HttpResponse<byte[]> response, JsonNode body) {
        String type = response.headers().firstValue("Content-Type").orElse("nothing");
        if (!type.startsWith(PROBLEM)) {
            return "a problem of type " + type;
        }
        for (String field : List.of("type", "title", "code", "request_id", "instance")) {
            if (body.path(field).asString("").isEmpty()) {
                return "a problem without " + field;
            }
        }
        if (body.path("status").asInt(0) != response.statusCode()) {
            return "a problem with the status " + body.path("status");
        }
        boolean later = response.statusCode() == 503 || response.statusCode() == 429;
        if (later
                && response.headers()
                        .firstValue("Retry-After")
                        .filter(value -> value.matches("\\d+"))
                        .isEmpty()) {
            return "no Retry-After";
        }
        return null;
    }

    private static long tweet(Action action, JsonNode body) {
        return switch (action) {
            case Action.Post _ -> id(body.path("tweet_id"));
            case Action.Retweet _ -> id(body.path("retweet_id"));
            case Action.Delete _, Action.Like _, Action.Relate _, Action.Read _ -> 0;
        };
    }

    private Entry entry(JsonNode tweet) {
        String content = tweet.path("content").asString("");
        return new Entry(
                id(tweet.path("tweet_id")),
                number(tweet.path("author_id")),
                content.startsWith(TEXT) ? Long.parseLong(content.substring(TEXT.length())) : 0,
                id(tweet.at("/retweet_of/tweet_id")),
                tweet.path("like_count").asInt(0),
                tweet.path("retweet_count").asInt(0));
    }

    private static long id(JsonNode id) {
        return id.isString() ? Long.parseLong(id.asString()) : 0;
    }

    private int number(JsonNode userId) {
        return numbers.getOrDefault(userId.asString(""), -1);
    }

    private static HttpRequest.BodyPublisher json(Map<String, String> body) {
        return BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body));
    }
}
