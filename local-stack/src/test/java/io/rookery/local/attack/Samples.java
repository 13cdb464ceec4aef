package io.rookery.local.attack;

import io.rookery.test.contracts.ApiDocument;
import io.rookery.test.contracts.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A good request for every operation of the document: ids are those of someone's things, other values the document's
 * examples.
 */
final class Samples {

    private final ApiDocument api;
    private final Actor owner;
    /** Whose login is used up, so that nobody else's ends. */
    private final Actor spare;

    private final String tweetId;
    private final String mediaId;

    private Samples(ApiDocument api, Actor owner, Actor spare, String tweetId, String mediaId) {
        this.api = api;
        this.owner = owner;
        this.spare = spare;
        this.tweetId = tweetId;
        this.mediaId = mediaId;
    }

    /** Requests that name this user, a tweet and an announced media object of theirs. */
    static Samples of(ApiDocument api, Actor owner) {
        return new Samples(
                api, owner, Actor.register(owner.gateway()), owner.tweet("Something to reach for"), owner.media());
    }

    String tweetId() {
        return tweetId;
    }

    String mediaId() {
        return mediaId;
    }

    /** Without a token. */
    Wire.Request of(Operation operation) {
        return Actor.request(operation.method(), target(operation, Map.of()), body(operation));
    }

    /** @param instead values of parameters, already encoded, where they shall not be good ones */
    String target(Operation operation, Map<String, String> instead) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asString();
            String value = instead.getOrDefault(name, encoded(value(operation, name, parameter.path("schema"))));
            switch (parameter.path("in").asString()) {
                case "path" -> path = path.replace("{" + name + "}", value);
                case "query" -> {
                    if (parameter.path("required").asBoolean(false) || instead.containsKey(name)) {
                        query.add(name + "=" + value);
                    }
                }
                default -> {}
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** What must be in its body; null if it takes none. */
    @Nullable
    Map<String, Object> body(Operation operation) {
        JsonNode schema = operation.requestSchema().map(api::resolve).orElse(null);
        if (schema == null) {
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        schema.path("required").forEach(required -> {
            String name = required.asString();
            body.put(name, value(operation, name, schema.path("properties").path(name)));
        });
        if (body.isEmpty()) {
            // A change of nothing would prove nothing
            schema.path("properties").properties().stream()
                    .filter(property -> api.resolve(property.getValue())
                            .path("type")
                            .asString("")
                            .equals("string"))
                    .filter(property -> !property.getKey().endsWith("_id"))
                    .findFirst()
                    .ifPresent(property ->
                            body.put(property.getKey(), value(operation, property.getKey(), property.getValue())));
        }
        return body;
    }

    private Object value(Operation operation, String name, JsonNode schema) {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 13);
        return switch (name) {
            case "user_id" -> operation.path().endsWith("/timeline") ? "me" : owner.id();
            case "tweet_id" -> tweetId;
            case "media_id" -> mediaId;
            case "ids" -> operation.path().contains("users") ? owner.id() : tweetId;
            case "handle" -> operation.method().equals("POST") ? "s" + unique : owner.handle();
            case "email" -> unique + "@example.org";
            case "login" -> owner.handle();
            case "password" -> Actor.PASSWORD;
            case "refresh_token" -> spare.refreshToken();
            case "mime_type" -> "image/png";
            case "file_size" -> 100;
            default -> example(schema);
        };
    }

    private Object example(JsonNode schemaOrReference) {
        JsonNode schema = api.resolve(schemaOrReference);
        JsonNode example = schema.has("example")
                ? schema.get("example")
                : schema.path("examples").path(0);
        if (!example.isMissingNode()) {
            return example;
        }
        return switch (schema.path("type").asString("")) {
            case "integer", "number" -> 1;
            case "boolean" -> true;
            case "array" -> List.of();
            case "object" -> Map.of();
            default -> "text";
        };
    }

    private static String encoded(Object value) {
        String text = value instanceof JsonNode node && node.isString() ? node.asString() : value.toString();
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
