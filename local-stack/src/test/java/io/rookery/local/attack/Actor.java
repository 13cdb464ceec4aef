package io.rookery.local.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Someone with an account, through the gateway. */
record Actor(int gateway, String id, String handle, String accessToken, String refreshToken) {

    static final String PASSWORD = "correct horse battery staple";

    private static final JsonMapper JSON = new JsonMapper();

    static Actor register(int gateway) {
        String handle = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 13);
        Wire.Reply reply = Wire.send(
                gateway,
                request(
                        "POST",
                        "/v1/auth/register",
                        Map.of("handle", handle, "email", handle + "@example.org", "password", PASSWORD)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode session = reply.json();
        return new Actor(
                gateway,
                session.path("user").path("user_id").asString(),
                handle,
                session.path("access_token").asString(),
                session.path("refresh_token").asString());
    }

    Wire.Reply call(String method, String target, @Nullable Object body) {
        return Wire.send(gateway, request(method, target, body).as(accessToken));
    }

    String tweet(String content) {
        Wire.Reply reply = call("POST", "/v1/tweets", Map.of("content", content));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().path("tweet_id").asString();
    }

    /** Announced, not uploaded. */
    String media() {
        Wire.Reply reply = call("POST", "/v1/media", Map.of("mime_type", "image/png", "file_size", 100));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().path("media_id").asString();
    }

    static Wire.Request request(String method, String target, @Nullable Object body) {
        return body == null
                ? new Wire.Request(method, target, Map.of(), null)
                : new Wire.Request(
                        method,
                        target,
                        Map.of("Content-Type", "application/json"),
                        JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
}
