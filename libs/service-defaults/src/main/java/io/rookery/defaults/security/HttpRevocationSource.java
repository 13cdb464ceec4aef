package io.rookery.defaults.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the service that owns the sessions. Needs nothing of a servlet, so that the gateway may use it too. */
public final class HttpRevocationSource implements RevocationSource {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpRequest request;
    private final JsonMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param uri answers {@code {"session_ids":["..."]}} to whoever knows the internal key */
    public HttpRevocationSource(URI uri, String internalKey, JsonMapper json) {
        this.request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header(InternalKey.HEADER, internalKey)
                .build();
        this.json = json;
    }

    /** @throws RevocationsUnavailableException if there is no such answer within two seconds */
    @Override
    public Collection<String> sessionIds() {
        try {
            // The request's own timeout ends when the headers are there
            HttpResponse<String> reply = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
            if (reply.statusCode() != 200) {
                throw new RevocationsUnavailableException("HTTP status " + reply.statusCode(), null);
            }
            JsonNode ids = json.readTree(reply.body()).path("session_ids");
            if (!ids.isArray()) {
                throw new RevocationsUnavailableException("No session_ids", null);
            }
            return List.copyOf(ids.valueStream()
                    .limit(RevokedSessions.MAX)
                    .map(JsonNode::asString)
                    .toList());
        } catch (ExecutionException e) {
            throw new RevocationsUnavailableException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RevocationsUnavailableException("interrupted", e);
        }
    }
}
