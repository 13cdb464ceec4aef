package io.rookery.local.seed;

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
import java.util.Map;

/** The few calls of the public API that planting a world takes. */
final class SeedClient {

    private static final int ATTEMPTS = 60;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;

    SeedClient(URI gateway) {
        this.gateway = gateway;
    }

    /** Who may act as one user. */
    record Session(User user, String accessToken) {}

    record User(String userId) {}

    /** Registers a user, or logs in as the one an interrupted start has registered. */
    Session register(SeedWorld.Person person, String password) {
        HttpResponse<String> response = send(to("/v1/auth/register")
                .POST(json(Map.of("handle", person.handle(), "email", person.email(), "password", password))));
        if (response.statusCode() == 409) {
            response = send(to("/v1/auth/login").POST(json(Map.of("login", person.handle(), "password", password))));
        }
        return Json.MAPPER.readValue(successful(response).body(), Session.class);
    }

    void describe(Session session, SeedWorld.Person person) {
        successful(send(as(session, to("/v1/users/me"))
                .method("PATCH", json(Map.of("display_name", person.displayName(), "bio", person.bio())))));
    }

    void follow(Session session, String userId) {
        successful(send(as(session, to("/v1/users/" + userId + "/follow")).PUT(BodyPublishers.noBody())));
    }

    void tweet(Session session, String content) {
        successful(send(as(session, to("/v1/tweets")).POST(json(Map.of("content", content)))));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder as(Session session, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + session.accessToken());
    }

    private static HttpRequest.BodyPublisher json(Map<String, String> body) {
        return BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body));
    }

    /** Sends the request, again as often as the answer is "later". */
    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            for (int attempt = 1; attempt < ATTEMPTS && saysLater(response); attempt++) {
                Thread.sleep(retryAfter(response));
                response = http.send(request, BodyHandlers.ofString());
            }
            return response;
        } catch (IOException e) {
            throw new StackException(
                    "the world could not be seeded: " + request.method() + " " + request.uri() + " failed ("
                            + e.getMessage() + "); ./rookery up tries again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    private static boolean saysLater(HttpResponse<String> response) {
        return response.statusCode() == 429 || response.statusCode() == 503;
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(DEFAULT_RETRY);
    }

    private static HttpResponse<String> successful(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new StackException(
                    "the world could not be seeded: " + response.request().method() + " "
                            + response.uri() + " answered " + response.statusCode() + " " + response.body()
                            + "; ./rookery up tries again");
        }
        return response;
    }
}
