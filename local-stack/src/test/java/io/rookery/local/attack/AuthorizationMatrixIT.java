package io.rookery.local.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.LocalStackExtension;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.test.contracts.ApiDocument;
import io.rookery.test.contracts.Operation;
import io.rookery.test.contracts.ReplyContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every operation of the document, asked by everyone who must not: through the gateway, and past it. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** What a reader sees change without anyone having changed the thing itself. */
    private static final Set<String> PASSING = Set.of(
            "like_count",
            "retweet_count",
            "reply_count",
            "quote_count",
            "followers_count",
            "following_count",
            "tweets_count",
            "viewer");

    private LocalStack stack;
    private int gateway;
    private ApiDocument api;
    private ReplyContract contract;
    private Actor owner;
    private Samples samples;

    /** Where each operation is answered: the gateway, and the service itself. */
    private final Map<Operation, List<Integer>> doors = new LinkedHashMap<>();

    @BeforeAll
    void someone_has_a_tweet_and_an_image(LocalStack running) {
        stack = running;
        gateway = stack.port(Component.API_GATEWAY);
        api = ApiDocument.published();
        contract = ReplyContract.published();
        owner = Actor.register(gateway);
        samples = Samples.of(api, owner);
        for (Component service : Component.values()) {
            ApiDocument.of(service.title())
                    .ifPresent(document -> document.operations()
                            .forEach(operation -> doors.put(
                                    api.operations().stream()
                                            .filter(same -> same.toString().equals(operation.toString()))
                                            .findFirst()
                                            .orElseThrow(),
                                    List.of(gateway, stack.port(service)))));
        }
        assertThat(doors.keySet()).containsExactlyInAnyOrderElementsOf(api.operations());
    }

    @Test
    void nobody_gets_in_without_a_token() {
        assertAllRefuse("no token", request -> request);
        assertAllRefuse("empty token", request -> request.with("Authorization", "Bearer "));
        assertAllRefuse("another scheme", request -> request.with("Authorization", "Basic dXNlcjpwYXNzd29yZA=="));
        assertAllRefuse("token as a cookie", request -> request.with("Cookie", "access_token=" + owner.accessToken()));
        assertAllRefuse(
                "told who it is by a header",
                request -> request.with("X-User-Id", owner.id()).with("X-Forwarded-User", owner.id()));
    }

    @Test
    void a_token_in_the_address_is_none() {
        assertAllRefuse(
                "token in the query",
                request -> request.withTarget(request.target()
                        + (request.target().contains("?") ? "&" : "?")
                        + "access_token="
                        + owner.accessToken()));
    }

    @Test
    void nobody_gets_in_with_a_forged_token() {
        Forgeries forgeries = Forgeries.of(owner, stack);
        Wire.Reply faithful =
                Wire.send(gateway, Actor.request("GET", "/v1/users/me", null).as(forgeries.faithful()));
        assertThat(faithful.status()).as("forgeries start from a good token").isEqualTo(200);

        forgeries.all().forEach((kind, token) -> assertAllRefuse(kind, request -> request.as(token)));
    }

    @Test
    void a_token_is_good_for_nothing_after_its_session_was_ended() {
        Actor leaving = Actor.register(gateway);
        Wire.Reply reply = leaving.call("POST", "/v1/auth/logout", Map.of("refresh_token", leaving.refreshToken()));
        assertThat(reply.status()).isEqualTo(204);

        assertRefusedSoon("logged out", leaving);
    }

    @Test
    void a_token_is_good_for_nothing_after_its_user_was_erased() {
        Actor leaving = Actor.register(gateway);
        assertThat(leaving.call("DELETE", "/v1/users/me", null).status()).isEqualTo(202);

        assertRefusedSoon("erased", leaving);
    }

    /** Services learn of ended sessions once a second, each for itself. */
    private void assertRefusedSoon(String kind, Actor gone) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(failures(kind, request -> request.as(gone.accessToken())))
                        .isEmpty());
    }

    @Test
    void another_user_changes_nothing_of_ones_own() {
        Actor intruder = Actor.register(gateway);
        List<JsonNode> before = things();

        List<String> failures = new ArrayList<>();
        doors.forEach((operation, ports) -> ports.forEach(port -> {
            if (endsCaller(operation)) {
                return;
            }
            Wire.Request request = ofOwner(operation).as(intruder.accessToken());
            Wire.Reply reply = Wire.send(port, request);
            if (operation.codes(403).contains("forbidden") && reply.status() != 403 && reply.status() != 404) {
                failures.add(told(operation, port, reply));
            }
            check(request, reply, failures);
        }));

        assertThat(failures).isEmpty();
        assertThat(things()).isEqualTo(before);
        assertThat(owner.call("GET", "/v1/users/me", null).json().path("email").asString())
                .isEqualTo(owner.handle() + "@example.org");
    }

    @Test
    void a_blocked_user_sees_and_reaches_nothing() {
        Actor blocked = Actor.register(gateway);
        assertThat(owner.call("PUT", "/v1/users/" + blocked.id() + "/block", null)
                        .status())
                .isEqualTo(200);
        String since = owner.tweet("Not for everyone");

        List<String> failures = new ArrayList<>();
        doors.forEach((operation, ports) -> ports.forEach(port -> {
            if (endsCaller(operation)) {
                return;
            }
            Wire.Request request = samples.of(operation).as(blocked.accessToken());
            Wire.Reply reply = Wire.send(port, request);
            boolean refused = reply.status() == 403 && reply.code().equals("blocked");
            if (operation.codes(403).contains("blocked") && !operation.node().has("requestBody") && !refused) {
                failures.add(told(operation, port, reply));
            }
            if (operation.method().equals("GET")
                    && (reply.text().contains("\"" + samples.tweetId() + "\"")
                            || reply.text().contains("\"" + since + "\""))) {
                failures.add("a tweet is shown: " + told(operation, port, reply));
            }
        }));
        for (String field : List.of("reply_to_tweet_id", "quote_tweet_id")) {
            Wire.Reply reply = blocked.call("POST", "/v1/tweets", Map.of("content", "Hey", field, samples.tweetId()));
            if (reply.status() != 403 || !reply.code().equals("blocked")) {
                failures.add(field + ": " + reply.status() + " " + reply.text());
            }
        }

        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/",
                "/internal/users?ids=1",
                "/internal/users/1/followers",
                "/internal/users/1/relations?among=2",
                "/internal/users/by-handles?handles=a",
                "/internal/sessions/revoked",
                "/internal/erasures/1",
                "/internal/tweets?ids=1",
                "/internal/tweets/counts?author_ids=1",
                "/internal/media?owner_id=1&ids=1",
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/gateway/routes",
                "/v3/api-docs",
                "//internal/users?ids=1",
                "/v1//internal/users?ids=1",
                "/./internal/users?ids=1",
                "/v1/../internal/users?ids=1",
                "/v1/%2e%2e/internal/users?ids=1",
                "/v1/..%2finternal/users?ids=1",
                "/v1/tweets/..;/..;/internal/tweets?ids=1",
                "/internal;a=b/users?ids=1",
                "/%69nternal/users?ids=1",
                "/INTERNAL/users?ids=1",
                "/v1/users/../../internal/users?ids=1",
                "/v1\\..\\internal/users?ids=1",
            })
    void the_inside_cannot_be_reached_through_the_gateway(String target) {
        String internalKey = stack.secrets().internalKey();

        for (String method : List.of("GET", "PUT", "POST")) {
            Wire.Reply reply = Wire.send(
                    gateway,
                    Actor.request(method, target, null)
                            .as(owner.accessToken())
                            .with("X-Internal-Key", internalKey)
                            .with("X-Forwarded-For", "127.0.0.1")
                            .with("X-Original-URL", "/internal/users?ids=1")
                            .with("X-Rewrite-URL", "/internal/users?ids=1"));

            assertThat(reply.status()).as(method + " " + target).isBetween(400, 499);
            if (target.matches("/(internal|actuator).*") && !target.contains(";")) {
                assertThat(reply.status()).as(method + " " + target).isEqualTo(404);
                assertThat(reply.isProblem()).as(method + " " + target).isTrue();
            }
            assertThat(reply.text()).doesNotContain(owner.handle());
        }
    }

    @Test
    void the_inside_of_a_service_is_for_those_who_know_the_key() {
        List<String> failures = new ArrayList<>();
        for (Component service : List.of(
                Component.USER_SERVICE,
                Component.TWEET_SERVICE,
                Component.MEDIA_SERVICE,
                Component.TIMELINE_SERVICE,
                Component.FANOUT_WORKER)) {
            for (String target : List.of(
                    "/internal/users?ids=1",
                    "/internal/sessions/revoked",
                    "/internal/tweets?ids=1",
                    "/internal/media?owner_id=1&ids=1",
                    "/internal",
                    "/internal/anything")) {
                Wire.Request request = Actor.request("GET", target, null);
                Map.of(
                                "nothing", request,
                                "an access token", request.as(owner.accessToken()),
                                "an empty key", request.with("X-Internal-Key", ""),
                                "a wrong key", request.with("X-Internal-Key", "wrong"))
                        .forEach((kind, asked) -> {
                            Wire.Reply reply = Wire.send(stack.port(service), asked);
                            if (reply.status() != 401 || !reply.isProblem()) {
                                failures.add(service.title() + target + " with " + kind + ": " + reply.status());
                            }
                        });
            }
            for (String target :
                    List.of("/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/beans")) {
                Wire.Reply reply = Wire.send(
                        stack.port(service), Actor.request("GET", target, null).as(owner.accessToken()));
                if (reply.status() != 404 && reply.status() != 401) {
                    failures.add(service.title() + target + ": " + reply.status());
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private void assertAllRefuse(String kind, UnaryOperator<Wire.Request> attack) {
        assertThat(failures(kind, attack)).isEmpty();
    }

    private List<String> failures(String kind, UnaryOperator<Wire.Request> attack) {
        List<String> failures = new ArrayList<>();
        doors.forEach((operation, ports) -> {
            if (!operation.isPublic()) {
                ports.forEach(port -> {
                    Wire.Request request = attack.apply(samples.of(operation));
                    Wire.Reply reply = Wire.send(port, request);
                    if (reply.status() != 401
                            || !reply.code().equals("unauthenticated")
                            || reply.header("WWW-Authenticate").isEmpty()) {
                        failures.add(kind + ": " + told(operation, port, reply));
                    }
                    check(request, reply, failures);
                });
            }
        });
        return failures;
    }

    private void check(Wire.Request request, Wire.Reply reply, List<String> failures) {
        try {
            contract.assertKept(request.method(), request.target(), reply.status(), reply.headers(), reply.body());
        } catch (AssertionError broken) {
            failures.add(broken.getMessage());
        }
    }

    /** With the owner's id where the path is for `me` or an id. */
    private Wire.Request ofOwner(Operation operation) {
        return samples.of(operation).withTarget(samples.target(operation, Map.of("user_id", owner.id())));
    }

    /** Would end the account or login of who calls it, or of the owner, by a token that is theirs. */
    private static boolean endsCaller(Operation operation) {
        return operation.toString().equals("DELETE /v1/users/me")
                || operation.path().startsWith("/v1/auth/");
    }

    /** As their owner sees them. */
    private List<JsonNode> things() {
        return List.of("/v1/users/" + owner.id(), "/v1/tweets/" + samples.tweetId(), "/v1/media/" + samples.mediaId())
                .stream()
                .map(path -> {
                    Wire.Reply reply = owner.call("GET", path, null);
                    assertThat(reply.status()).as(path).isEqualTo(200);
                    ObjectNode thing = (ObjectNode) reply.json();
                    thing.remove(PASSING);
                    return (JsonNode) thing;
                })
                .toList();
    }

    private String told(Operation operation, int port, Wire.Reply reply) {
        String door = port == gateway ? "gateway" : "service";
        return door + ": " + operation + " -> " + reply.status() + " " + reply.text();
    }
}
