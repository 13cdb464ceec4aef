package io.rookery.local.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.LocalStackExtension;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.test.contracts.ApiDocument;
import io.rookery.test.contracts.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields that are not a client's to set, sent with every body: each request does what it does without them. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MassAssignmentIT {

    private static final String FORGED_ID = "4242424242424242424";
    private static final int FORGED_COUNT = 987_654_321;
    private static final String FORGED_TIME = "1999-12-31T23:59:59.999Z";
    private static final String FORGED_TEXT = "forged-by-the-client";

    private int gateway;
    private ApiDocument api;
    private Actor victim;

    @BeforeAll
    void someone_else_is_there(LocalStack stack) {
        gateway = stack.port(Component.API_GATEWAY);
        api = ApiDocument.published();
        victim = Actor.register(gateway);
    }

    @Test
    void fields_of_the_server_in_a_body_change_nothing() {
        List<String> failures = new ArrayList<>();
        int asked = 0;
        for (Operation operation : api.operations()) {
            if (operation.requestSchema().isEmpty()) {
                continue;
            }
            asked++;
            Actor actor = Actor.register(gateway);
            Samples samples = Samples.of(api, actor);
            Map<String, Object> body = new LinkedHashMap<>(forged(operation));
            body.putAll(samples.body(operation));
            Wire.Request plain = samples.of(operation).as(actor.accessToken());
            Wire.Reply reply = Wire.send(
                    gateway,
                    Actor.request(operation.method(), plain.target(), body).as(actor.accessToken()));

            // An upload that never came cannot be completed; all others succeed
            if (!reply.isSuccess() && !reply.code().equals("not_uploaded")) {
                failures.add(operation + " -> " + reply.status() + " " + reply.text());
            }
            List<String> seen = new ArrayList<>(List.of(reply.text()));
            for (String path : List.of(
                    "/v1/users/me",
                    "/v1/users/" + actor.id() + "/tweets",
                    "/v1/tweets/" + samples.tweetId(),
                    "/v1/media/" + samples.mediaId())) {
                seen.add(actor.call("GET", path, null).text());
            }
            for (String text : seen) {
                for (String trace :
                        List.of(FORGED_ID, Integer.toString(FORGED_COUNT), FORGED_TIME, FORGED_TEXT, victim.id())) {
                    if (text.contains(trace)) {
                        failures.add(operation + " took " + trace + ": " + text);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(asked).isPositive();
        assertThat(victim.call("GET", "/v1/users/" + victim.id() + "/tweets", null)
                        .json()
                        .path("tweets")
                        .isEmpty())
                .isTrue();
    }

    /** Without what this operation really takes under such a name. */
    private Map<String, Object> forged(Operation operation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String id :
                List.of("id", "tweet_id", "media_id", "conversation_id", "retweet_of_tweet_id", "sid", "jti")) {
            fields.put(id, FORGED_ID);
        }
        for (String who : List.of("user_id", "author_id", "owner_id", "sub")) {
            fields.put(who, victim.id());
        }
        for (String count : List.of(
                "followers_count", "following_count", "tweets_count", "like_count", "retweet_count", "reply_count")) {
            fields.put(count, FORGED_COUNT);
        }
        for (String time : List.of("created_at", "updated_at", "expires_at", "occurred_at")) {
            fields.put(time, FORGED_TIME);
        }
        for (String text : List.of("status", "state", "role", "url", "object_key", "avatar_url", "request_id")) {
            fields.put(text, FORGED_TEXT);
        }
        fields.put("roles", List.of("admin", FORGED_TEXT));
        fields.put("author", Map.of("user_id", victim.id(), "handle", FORGED_TEXT));
        fields.put("user", Map.of("user_id", victim.id(), "handle", FORGED_TEXT));
        fields.put("viewer", Map.of("following", true));
        fields.put("__proto__", Map.of("admin", true));
        fields.put("class", Map.of("module", Map.of("classLoader", FORGED_TEXT)));
        operation
                .requestSchema()
                .map(api::resolve)
                .ifPresent(schema ->
                        fields.keySet().removeAll(schema.path("properties").propertyNames()));
        return fields;
    }
}
