package io.rookery.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.defaults.security.Caller;
import io.rookery.defaults.security.RevocationSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=test",
            "rookery.security.internal-key=0123456789abcdef0123456789abcdef",
            "rookery.security.revocations-uri=",
            "rookery.security.revocations-interval=20ms",
            "rookery.security.public-paths=/v1/auth/**",
            "rookery.web.strong-etags=/v1/things/{id}",
            "rookery.web.weak-etags=/v1/things"
        })
class ConventionsIT {

    private static final String ETAG = "ETag";
    private static final String CACHE_CONTROL = "Cache-Control";

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private EndedSessions ended;

    @LocalServerPort
    private int port;

    // Caching

    @Test
    void a_reply_is_the_clients_own_and_to_be_asked_for_again() throws Exception {
        HttpResponse<String> reply = get("/v1/things/1");

        assertThat(reply.headers().allValues(CACHE_CONTROL)).containsExactly("private, no-cache");
        assertThat(reply.headers().firstValue("Pragma")).isEmpty();
        assertThat(reply.headers().firstValue("Expires")).isEmpty();
    }

    @Test
    void errors_say_the_same() throws Exception {
        assertThat(get("/v1/nothing").headers().allValues(CACHE_CONTROL)).containsExactly("private, no-cache");
        HttpResponse<String> unauthenticated =
                send("GET", "/v1/things", Map.of("Authorization", "Bearer forged"), null);
        assertThat(unauthenticated.statusCode()).isEqualTo(401);
        assertThat(unauthenticated.headers().allValues(CACHE_CONTROL)).containsExactly("private, no-cache");
    }

    @Test
    void what_holds_tokens_is_kept_by_nobody() throws Exception {
        assertThat(get("/v1/auth/me").headers().allValues(CACHE_CONTROL)).containsExactly("no-store");
    }

    @Test
    void who_says_something_else_is_heard() throws Exception {
        assertThat(get("/v1/public").headers().allValues(CACHE_CONTROL)).containsExactly("max-age=60, public");
    }

    @Test
    void a_thing_has_a_strong_etag_and_is_not_sent_twice() throws Exception {
        HttpResponse<String> first = get("/v1/things/1");
        String etag = first.headers().firstValue(ETAG).orElseThrow();

        HttpResponse<String> second = send("GET", "/v1/things/1", Map.of("If-None-Match", etag), null);
        HttpResponse<String> changed = send("GET", "/v1/things/1", Map.of("If-None-Match", "\"old\""), null);

        assertThat(etag).startsWith("\"");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().allValues(ETAG)).containsExactly(etag);
        assertThat(second.headers().allValues(CACHE_CONTROL)).containsExactly("private, no-cache");
        assertThat(second.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(get("/v1/things/2").headers().firstValue(ETAG))
                .isPresent()
                .get()
                .isNotEqualTo(etag);
    }

    @Test
    void head_is_get_without_its_body() throws Exception {
        HttpResponse<String> get = get("/v1/things/1");
        HttpResponse<String> head = send("HEAD", "/v1/things/1", Map.of(), null);
        String etag = get.headers().firstValue(ETAG).orElseThrow();

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().allValues(ETAG)).containsExactly(etag);
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(send("HEAD", "/v1/things/1", Map.of("If-None-Match", etag), null)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void the_pages_of_a_list_have_a_weak_etag() throws Exception {
        HttpResponse<String> first = get("/v1/things");
        String etag = first.headers().firstValue(ETAG).orElseThrow();

        assertThat(etag).startsWith("W/\"");
        assertThat(send("GET", "/v1/things", Map.of("If-None-Match", etag), null)
                        .statusCode())
                .isEqualTo(304);
        assertThat(get("/v1/things?cursor=c").headers().firstValue(ETAG).orElseThrow())
                .startsWith("W/\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/things/404", "/v1/public", "/v1/things/1/parts"})
    void nothing_else_has_one(String path) throws Exception {
        assertThat(get(path).headers().firstValue(ETAG)).isEmpty();
    }

    @Test
    void a_list_is_compressed_and_says_on_what_that_depends() throws Exception {
        HttpResponse<String> plain = get("/v1/things");
        HttpResponse<String> compressed = send("GET", "/v1/things", Map.of("Accept-Encoding", "gzip"), null);

        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().firstValue(ETAG))
                .isEqualTo(plain.headers().firstValue(ETAG));
        assertThat(plain.headers().firstValue("Vary"))
                .hasValueSatisfying(vary -> assertThat(vary).isEqualToIgnoringCase("accept-encoding"));
        assertThat(compressed.headers().firstValue("Vary"))
                .isEqualTo(plain.headers().firstValue("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_large_thing_is_compressed_too_under_an_etag_of_its_own(String method) throws Exception {
        HttpResponse<String> plain = send(method, "/v1/things/9", Map.of(), null);
        HttpResponse<String> compressed =
                send(method, "/v1/things/9", Map.of("Accept-Encoding", "br, GZIP;q=0.5"), null);

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(compressed.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(length(compressed)).isLessThan(200).isLessThan(length(plain));
        String etag = plain.headers().firstValue(ETAG).orElseThrow();
        assertThat(compressed.headers().allValues(ETAG))
                .containsExactly(etag.substring(0, etag.length() - 1) + "-gzip\"")
                .first()
                .asString()
                .startsWith("\"");
        for (HttpResponse<String> either : List.of(plain, compressed)) {
            assertThat(either.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        }
    }

    @Test
    void what_is_compressed_is_the_same_thing() throws Exception {
        HttpResponse<byte[]> compressed = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/things/9"))
                        .header("Authorization", "Bearer session-0")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        try (var body = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(body.readAllBytes())
                    .asString()
                    .isEqualTo(get("/v1/things/9").body());
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip,gzip", "gzip,identity", "identity,gzip", "identity,identity"})
    void who_has_it_in_one_coding_needs_it_in_no_other(String had, String wanted) throws Exception {
        String etag = send("GET", "/v1/things/9", Map.of("Accept-Encoding", had), null)
                .headers()
                .firstValue(ETAG)
                .orElseThrow();

        HttpResponse<String> again = send(
                "GET",
                "/v1/things/9",
                Map.of("Accept-Encoding", wanted, "If-None-Match", "\"another\", " + etag),
                null);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        assertThat(again.headers().allValues("Content-Encoding")).isEmpty();
        assertThat(send("GET", "/v1/things/9", Map.of("Accept-Encoding", wanted, "If-None-Match", "\"old-gzip\""), null)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/v1/things/1,gzip", "/v1/things/9,gzip;q=0", "/v1/things/9,br", "/v1/things/9,gzip;q=nonsense"})
    void what_is_small_or_not_asked_for_is_sent_as_it_is(String path, String accepted) throws Exception {
        HttpResponse<String> reply = send("GET", path, Map.of("Accept-Encoding", accepted), null);

        assertThat(reply.body()).startsWith("{");
        assertThat(reply.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(reply.headers().firstValue(ETAG))
                .isEqualTo(get(path).headers().firstValue(ETAG))
                .isPresent();
    }

    private static long length(HttpResponse<?> reply) {
        return reply.headers().firstValueAsLong("Content-Length").orElseThrow();
    }

    // Bodies

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{\"count\":1}", 200),
                Arguments.of("{\"count\":9223372036854775807}", 200),
                Arguments.of("{\"count\":9223372036854775808}", 422),
                Arguments.of("{\"count\":-9223372036854775809}", 422),
                Arguments.of("{\"count\":1e999999}", 422),
                Arguments.of("{\"count\":1e99999}", 422),
                Arguments.of("{\"count\":-1e999999999999}", 422),
                Arguments.of("{\"count\":1e-999999}", 422),
                Arguments.of("{\"count\":1.5}", 422),
                Arguments.of("{\"count\":true}", 422),
                Arguments.of("{\"small\":2147483648}", 422),
                Arguments.of("{\"small\":1e999999}", 422),
                Arguments.of("{\"text\":1e999999}", 422),
                Arguments.of("{\"count\":" + "9".repeat(101) + "}", 400),
                Arguments.of("{\"count\":NaN}", 400),
                Arguments.of("{\"count\":01}", 400),
                Arguments.of("{\"unknown\":1e999999}", 200),
                Arguments.of("{\"unknown\":" + "[".repeat(20) + "]".repeat(20) + "}", 200),
                Arguments.of("{\"unknown\":" + "[".repeat(40) + "]".repeat(40) + "}", 400),
                Arguments.of("{\"count\":1,\"count\":2}", 200),
                Arguments.of("{\"text\":\"\u00e9\"}", 400),
                Arguments.of("{\"text\":\"\u00c0\u0080\"}", 400),
                Arguments.of("{\"text\":\"\u00ed\u00a0\u0080\"}", 400),
                Arguments.of("{\"text\":\"\u00c3\u00a9\"}", 200),
                Arguments.of("{\"text\":\"\u00e0\u0080\u00af\"}", 400),
                Arguments.of("\u00ff\u00fe", 400),
                Arguments.of("", 400),
                Arguments.of("[]", 400),
                Arguments.of("7", 400),
                Arguments.of("null", 400));
    }

    /** Bodies are sent as ISO 8859-1, so that a character is a byte. */
    @ParameterizedTest
    @MethodSource("bodies")
    void whatever_is_sent_is_taken_or_refused_with_a_problem(String body, int status) throws Exception {
        HttpResponse<String> reply = send("POST", "/v1/things", Map.of("Content-Type", "application/json"), body);

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        if (status != 200) {
            assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(reply.body()).contains(status == 400 ? "malformed_request" : "validation_failed");
        }
    }

    // Sessions

    @Test
    void ended_sessions_are_asked_for_before_anybody_can_come() {
        assertThat(ended.story).startsWith("asked").contains("listens");
    }

    @Test
    void the_token_of_an_ended_session_is_refused_everywhere() throws Exception {
        Map<String, String> token = Map.of("Authorization", "Bearer session-1");
        assertThat(send("GET", "/v1/things/1", token, null).statusCode()).isEqualTo(200);

        ended.sessionIds = List.of("session-1");
        await().until(() -> send("GET", "/v1/things/1", token, null).statusCode() == 401);
        HttpResponse<String> refused = send("GET", "/v1/things/1", token, null);

        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("error=\"invalid_token\""));
        assertThat(refused.body()).contains("\"code\":\"unauthenticated\"");
        assertThat(get("/v1/things/1").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, Map.of(), null);
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> headers, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer session-0")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));
        headers.forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({ThingController.class, EndedSessions.class})
    static class Service {

        /** Takes the text for the session's id. */
        @Bean
        JwtDecoder jwtDecoder() {
            return token -> {
                if (!token.startsWith("session-")) {
                    throw new BadJwtException("forged");
                }
                return Jwt.withTokenValue(token)
                        .header("alg", "RS256")
                        .issuer("rookery")
                        .audience(List.of("rookery"))
                        .subject("42")
                        .expiresAt(Instant.now().plusSeconds(900))
                        .claim("sid", token)
                        .build();
            };
        }
    }

    /** Who asked for it, and when the web server was ready, in their order. */
    static class EndedSessions implements RevocationSource, ApplicationListener<WebServerInitializedEvent> {

        private final List<String> story = new CopyOnWriteArrayList<>();
        private volatile List<String> sessionIds = List.of();

        @Override
        public List<String> sessionIds() {
            story.add("asked");
            return sessionIds;
        }

        @Override
        public void onApplicationEvent(WebServerInitializedEvent event) {
            story.add("listens");
        }
    }

    @RestController
    static class ThingController {

        record Thing(
                @Nullable Long count,
                @Nullable Integer small,
                @Nullable String text) {}

        @GetMapping("/v1/things/{id}")
        ResponseEntity<Thing> thing(Caller caller, @PathVariable int id) {
            return id == 404
                    ? ResponseEntity.notFound().build()
                    : ResponseEntity.ok(new Thing((long) id, 0, id == 9 ? "x".repeat(2000) : "x"));
        }

        @GetMapping("/v1/things/{id}/parts")
        List<Thing> parts(@PathVariable int id) {
            return List.of();
        }

        @GetMapping("/v1/things")
        List<Thing> things() {
            return List.of(new Thing(1L, 1, "x".repeat(2000)));
        }

        @GetMapping("/v1/public")
        ResponseEntity<String> published() {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                    .body("{}");
        }

        @GetMapping("/v1/auth/me")
        Thing me() {
            return new Thing(0L, 0, null);
        }

        @PostMapping("/v1/things")
        Thing post(@RequestBody Thing thing) {
            return thing;
        }
    }
}
