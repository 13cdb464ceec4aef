package io.rookery.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.rookery.gateway.FakeServices.Seen;
import io.rookery.gateway.routes.Service;
import io.rookery.test.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GatewayTest
class GatewayIT {

    private static final int LIMIT = 64 * 1024;

    @Autowired
    FakeServices services;

    @Autowired
    TestTokens tokens;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void theServicesRecover() {
        services.reset();
    }

    // Routes

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/users/me,                    USER",
        "PATCH,  /v1/users/me,                    USER",
        "GET,    '/v1/users?ids=1,2',             USER",
        "PUT,    /v1/users/2/follow,              USER",
        "GET,    '/v1/users/1/timeline?limit=20', TIMELINE",
        "GET,    /v1/users/1/tweets,              TWEET",
        "POST,   /v1/tweets,                      TWEET",
        "DELETE, /v1/tweets/1,                    TWEET",
        "GET,    '/v1/tweets?ids=1%2C2&q=%C3%A9', TWEET",
        "POST,   /v1/media,                       MEDIA",
        "GET,    /v1/bookmarks,                   TWEET",
        "GET,    /v1/users/1/likes,               TWEET",
    })
    void a_request_reaches_its_service_as_it_was_sent(String method, String target, Service service) {
        HttpResponse<String> reply = send(signedIn(target).method(method, body("{\"a\":\"\u00e9\"}")));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"ok\":true}");
        Seen seen = onlySeen();
        assertThat(seen.service()).isEqualTo(service);
        assertThat(seen.method()).isEqualTo(method);
        assertThat(seen.target()).isEqualTo(target);
        assertThat(seen.body()).asString().contains("\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/auth/register", "/v1/auth/login", "/v1/auth/refresh", "/.well-known/jwks.json"})
    void signing_in_needs_no_token_and_is_not_hindered_by_an_old_one(String path) {
        HttpResponse<String> reply =
                send(request(path).header("Authorization", tokens.expired(7)).POST(body("{}")));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(onlySeen().header("Authorization")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/users",
                "//internal/users",
                "/v1/../internal/users",
                "/v1/users/..%2f..%2finternal/users",
                "/v1/users/%2e%2e/%2e%2e/internal/users",
                "/%69nternal/users",
                "/v1/users/..;/..;/internal",
                "/v1/users/1;a=b",
                "/v1/users/..\\..\\internal",
                "/v1/users/%zz",
                "/actuator/health",
                "/actuator/prometheus",
                "/v1/users/%2e%2e/actuator",
                "http://rookery/internal/users",
                "http://rookery//internal/users",
                "/v3/api-docs",
                "/error",
                "/",
                "/favicon.ico",
                "internal",
                "*"
            })
    void what_is_not_public_does_not_exist_with_a_token_or_without(String target) {
        RawHttp raw = new RawHttp(port);

        for (RawHttp.Reply reply : Arrays.asList(
                raw.get(target, "X-Request-Id: seen"),
                raw.get(target, "X-Request-Id: seen", "Authorization: " + tokens.bearer(7)))) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(404);
            assertThat(reply.headers("Content-Type")).containsExactly("application/problem+json");
            assertThat(reply.headers("X-Request-Id")).containsExactly("seen");
            assertThat(json.readTree(reply.body()).path("code").asString()).isEqualTo("not_found");
            assertThat(json.readTree(reply.body()).path("request_id").asString())
                    .isEqualTo("seen");
        }
        assertThat(services.seen()).isEmpty();
    }

    @Test
    void a_malformed_query_is_400() {
        RawHttp.Reply reply = new RawHttp(port).get("/v1/tweets?ids=%zz", "Authorization: " + tokens.bearer(7));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("malformed_request");
    }

    @Test
    void head_and_options_are_the_services_to_answer() {
        HttpResponse<String> head = send(signedIn("/v1/tweets/1").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).as(head.headers().toString()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).hasValue("11");

        services.reply(exchange -> {
            exchange.getResponseHeaders().set("Allow", "GET,HEAD,OPTIONS");
            exchange.sendResponseHeaders(200, -1);
        });
        HttpResponse<String> options = send(signedIn("/v1/tweets/1").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.headers().firstValue("Allow")).hasValue("GET,HEAD,OPTIONS");
    }

    @Test
    void a_reply_without_body_passes() {
        services.reply(exchange -> exchange.sendResponseHeaders(204, -1));

        HttpResponse<String> reply = send(signedIn("/v1/tweets/1").DELETE());

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void head_of_an_error_has_no_body() {
        HttpResponse<String> reply = send(request("/v1/tweets/1").method("HEAD", BodyPublishers.noBody()));

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void errors_and_headers_of_a_service_pass_unchanged() {
        services.reply(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            exchange.getResponseHeaders().set("Cache-Control", "private, no-cache");
            FakeServices.body(exchange, 422, "{\"code\":\"cannot_follow_self\"}".getBytes());
        });

        HttpResponse<String> reply = send(signedIn("/v1/users/7/follow").PUT(body("")));

        assertThat(reply.statusCode()).isEqualTo(422);
        assertThat(reply.body()).isEqualTo("{\"code\":\"cannot_follow_self\"}");
        assertThat(reply.headers().allValues("ETag")).containsExactly("\"7\"");
        assertThat(reply.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
    }

    // Headers

    @Test
    void what_a_client_may_not_say_is_not_passed_on() {
        send(signedIn("/v1/users/me")
                .header("X-Internal-Key", tokens.internalKey())
                .header("x-forwarded-for", "10.0.0.1")
                .header("X-Forwarded-Host", "evil")
                .header("X-Forwarded-Anything", "evil")
                .header("Forwarded", "for=10.0.0.1;host=evil")
                .GET());

        Seen seen = onlySeen();
        assertThat(seen.headers().keySet())
                .noneMatch(name -> name.toLowerCase().contains("forwarded"))
                .doesNotContain("X-internal-key");
        assertThat(seen.header("Host")).startsWith("127.0.0.1:");
        assertThat(seen.header("Authorization")).startsWith("Bearer ");
    }

    @Test
    void a_websocket_is_not_opened() {
        RawHttp.Reply reply = new RawHttp(port)
                .send("GET /v1/users/me HTTP/1.1\r\nHost: rookery\r\nAuthorization: " + tokens.bearer(7)
                        + "\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(onlySeen().header("Upgrade")).isNull();
    }

    @Test
    void a_trace_goes_through() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        send(signedIn("/v1/users/me").header("traceparent", traceparent).GET());

        assertThat(onlySeen().header("traceparent")).isEqualTo(traceparent);
    }

    @Test
    void a_request_id_is_echoed_once_also_when_the_service_sets_one() {
        services.reply(exchange -> {
            exchange.getResponseHeaders().set("X-Request-Id", "of-the-service");
            FakeServices.ok(exchange);
        });

        HttpResponse<String> reply =
                send(signedIn("/v1/users/me").header("X-Request-Id", "a/b~c!").GET());

        assertThat(onlySeen().header("X-Request-Id")).isEqualTo("a/b~c!");
        assertThat(reply.headers().allValues("X-Request-Id")).containsExactly("a/b~c!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "tab\tbed", "umlaut-\u00e4"})
    void a_request_id_that_could_break_a_log_is_replaced(String sent) {
        RawHttp.Reply reply =
                new RawHttp(port).get("/v1/users/me", "X-Request-Id: " + sent, "Authorization: " + tokens.bearer(7));

        String made = onlySeen().header("X-Request-Id");
        assertThat(made).matches("[0-9a-f-]{36}");
        assertThat(reply.headers("X-Request-Id")).containsExactly(made);
    }

    @Test
    void a_request_id_may_have_128_characters_and_no_more() {
        send(signedIn("/v1/users/me").header("X-Request-Id", "x".repeat(128)).GET());
        send(signedIn("/v1/users/me").header("X-Request-Id", "x".repeat(129)).GET());

        assertThat(services.seen())
                .extracting(seen -> seen.header("X-Request-Id").length())
                .containsExactly(128, 36);
    }

    // Tokens

    @Test
    void without_a_token_the_answer_is_401_and_no_service_hears_of_it() {
        HttpResponse<String> reply = send(request("/v1/tweets/1").GET());

        assertProblem(reply, 401, "unauthenticated");
        assertThat(reply.headers().allValues("WWW-Authenticate"))
                .singleElement()
                .asString()
                .startsWith("Bearer");
        assertThat(services.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expired",
                "wrongAudience",
                "wrongIssuer",
                "foreignKey",
                "unsigned",
                "garbage",
                "truncated",
                "basic",
                "in the query"
            })
    void a_forged_token_is_401(String kind) {
        String query = "";
        String authorization = switch (kind) {
            case "expired" -> tokens.expired(7);
            case "wrongAudience" -> tokens.wrongAudience(7);
            case "wrongIssuer" -> tokens.wrongIssuer(7);
            case "foreignKey" -> tokens.foreignKey(7);
            case "unsigned" -> tokens.unsigned(7);
            case "garbage" -> "Bearer a.b.c";
            case "truncated" -> tokens.bearer(7).substring(0, 40);
            case "basic" -> "Basic cm9va2VyeTpyb29rZXJ5";
            default -> {
                query = "?access_token=" + tokens.bearer(7).substring(7);
                yield "";
            }
        };
        HttpRequest.Builder request = request("/v1/users/me" + query).GET();

        HttpResponse<String> reply =
                send(authorization.isEmpty() ? request : request.header("Authorization", authorization));

        assertProblem(reply, 401, "unauthenticated");
        assertThat(reply.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(services.seen()).isEmpty();
    }

    // Sizes

    @Test
    void a_body_of_exactly_the_limit_passes_whole_by_length_and_in_chunks() {
        byte[] body = new byte[LIMIT];
        Arrays.fill(body, (byte) 'x');

        assertThat(send(signedIn("/v1/tweets").POST(BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(signedIn("/v1/tweets").POST(chunked(body))).statusCode())
                .isEqualTo(200);

        assertThat(services.seen()).extracting(seen -> seen.body().length).containsExactly(LIMIT, LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 100 * LIMIT})
    void a_larger_body_is_413_by_its_declared_length(int length) {
        assertProblem(
                send(signedIn("/v1/tweets").POST(BodyPublishers.ofByteArray(new byte[length]))),
                413,
                "payload_too_large");
        assertThat(services.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 10 * LIMIT})
    void a_larger_body_is_413_in_chunks_too_and_the_service_never_gets_it_whole(int length) {
        assertProblem(send(signedIn("/v1/tweets").POST(chunked(new byte[length]))), 413, "payload_too_large");
        assertThat(services.seen()).isEmpty();
    }

    @Test
    void a_large_reply_is_streamed() throws Exception {
        CountDownLatch firstPartRead = new CountDownLatch(1);
        byte[] part = new byte[1 << 20];
        services.reply(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(part);
            out.flush();
            await(firstPartRead);
            for (int i = 1; i < 32; i++) {
                out.write(part);
            }
        });

        HttpResponse<InputStream> reply = http.send(signedIn("/v1/tweets").GET().build(), BodyHandlers.ofInputStream());
        try (InputStream body = reply.body()) {
            assertThat(body.readNBytes(part.length)).hasSize(part.length);
            firstPartRead.countDown();
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(31L << 20);
        }
    }

    // Faults

    @Test
    void a_service_that_is_down_is_503_within_a_second_and_others_go_on() {
        services.down(Service.MEDIA);
        try {
            long begin = System.nanoTime();
            HttpResponse<String> reply = send(signedIn("/v1/media/1").GET());

            assertProblem(reply, 503, "service_unavailable");
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
            assertThat(send(signedIn("/v1/tweets/1").GET()).statusCode()).isEqualTo(200);
        } finally {
            services.up(Service.MEDIA);
        }
        assertThat(send(signedIn("/v1/media/1").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_service_that_does_not_answer_in_time_is_503() {
        services.fallSilent();

        HttpResponse<String> reply = send(signedIn("/v1/tweets/1").GET());

        assertProblem(reply, 503, "service_unavailable");
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_service_that_hangs_up_is_503() {
        services.reply(HttpExchange::close);

        assertProblem(send(signedIn("/v1/tweets/1").GET()), 503, "service_unavailable");
    }

    @Test
    void a_reply_that_stalls_is_ended_and_the_gateway_goes_on() {
        CountDownLatch never = new CountDownLatch(1);
        services.reply(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await(never);
        });

        assertThatThrownBy(() -> send(signedIn("/v1/tweets/1").GET())).isInstanceOf(UncheckedIOException.class);
        never.countDown();
        services.reset();

        assertThat(send(signedIn("/v1/tweets/1").GET()).statusCode()).isEqualTo(200);
    }

    // The management port

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void health_is_on_the_management_port_only(String path) {
        HttpResponse<String> reply =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                        .GET());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json.readTree(reply.body()).path("status").asString()).isEqualTo("UP");
    }

    @Test
    void metrics_name_services_and_not_paths() {
        send(signedIn("/v1/tweets/123456789").GET());
        send(request("/wp-login.php").GET());

        String metrics = send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                        .GET())
                .body();

        assertThat(metrics)
                .contains("routeId=\"tweet-service\"")
                .doesNotContain("123456789")
                .doesNotContain("wp-login");
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpRequest.Builder signedIn(String target) {
        return request(target).header("Authorization", tokens.bearer(7));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Seen onlySeen() {
        assertThat(services.seen()).hasSize(1);
        return services.seen().getFirst();
    }

    private void assertProblem(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json.readTree(reply.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:rookery:problem:" + code);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).startsWith("/");
        assertThat(reply.headers().allValues("X-Request-Id"))
                .containsExactly(problem.path("request_id").asString());
    }

    private static BodyPublisher body(String text) {
        return BodyPublishers.ofString(text);
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
