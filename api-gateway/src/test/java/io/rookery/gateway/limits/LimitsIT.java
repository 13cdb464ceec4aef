package io.rookery.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.rookery.gateway.FakeServices;
import io.rookery.gateway.RawHttp;
import io.rookery.gateway.RawHttp.Reply;
import io.rookery.gateway.routes.Service;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Windows are so long that nothing refills while a test runs, and each test has users and addresses of its own. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MANAGEMENT_SERVER_PORT=0",
            "ROOKERY_TRUSTED_PROXIES=127.0.0.0/8",
            "ROOKERY_CORS_ORIGINS=https://app.example,http://localhost:3000",
            "rookery.limits.read.limit=4",
            "rookery.limits.read.window=24h",
            "rookery.limits.write.limit=3",
            "rookery.limits.write.window=24h",
            "rookery.limits.login.limit=2",
            "rookery.limits.login.window=24h",
            "rookery.limits.register.limit=1",
            "rookery.limits.register.window=24h",
            "rookery.limits.media.limit=2",
            "rookery.limits.media.window=24h"
        })
@WithBackends({TestTokens.class, FakeServices.class, RedisBackend.class})
class LimitsIT {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final String PAGE = "Origin: https://app.example";

    @Autowired
    FakeServices services;

    @Autowired
    TestTokens tokens;

    @Autowired
    RedisBackend redis;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    private RawHttp http;
    private String from;
    private String elsewhere;
    private String user;
    private String other;
    private int otherId;

    @BeforeEach
    void nobodyHasAskedYet() {
        int test = TESTS.incrementAndGet();
        http = new RawHttp(port);
        from = "X-Forwarded-For: 203.0.113." + test;
        elsewhere = "X-Forwarded-For: 198.51.100." + test;
        user = "Authorization: " + tokens.bearer(1_000 + test);
        otherId = 2_000 + test;
        other = "Authorization: " + tokens.bearer(otherId);
    }

    @AfterEach
    void theServicesRecover() {
        services.reset();
    }

    @Test
    void a_user_has_so_many_requests_wherever_they_come_from_and_then_429() {
        assertThat(http.get("/v1/users/me", user, from).headers("RateLimit")).containsExactly("\"read\";r=3;t=21600");
        http.get("/v1/users/me", user, elsewhere);
        http.get("/v1/tweets/1", user, from);
        Reply last = http.get("/v1/users/me/timeline", user, from);
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.headers("RateLimit")).singleElement().asString().startsWith("\"read\";r=0;t=21");

        Reply over = http.get("/v1/users/me", user, elsewhere);

        assertThat(over.status()).isEqualTo(429);
        assertThat(over.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(over.body()).contains("\"code\":\"rate_limited\"");
        assertThat(over.headers("RateLimit-Policy")).containsExactly("\"read\";q=4;w=86400");
        String wait = over.headers("Retry-After").getFirst();
        assertThat(Integer.parseInt(wait)).isBetween(21_500, 21_600);
        assertThat(over.headers("RateLimit")).containsExactly("\"read\";r=0;t=" + wait);
        assertThat(services.seen()).hasSize(4);
        assertThat(http.get("/v1/users/me", other, from).status()).isEqualTo(200);
        assertThat(http.request("POST", "/v1/tweets", "{}", user, from).status())
                .as("another group")
                .isEqualTo(200);
    }

    @Test
    void before_login_the_address_counts_whoever_logs_in() {
        http.request("POST", "/v1/auth/login", "{}", from);
        Reply last = http.request("POST", "/v1/auth/refresh", "{}", from);
        assertThat(last.headers("RateLimit-Policy")).containsExactly("\"login\";q=2;w=86400");

        assertThat(http.request("POST", "/v1/auth/login", "{}", from, user).status())
                .as("a token makes no difference")
                .isEqualTo(429);
        assertThat(http.request("POST", "/v1/auth/login", "{}", elsewhere).status())
                .isEqualTo(200);
        assertThat(http.request("POST", "/v1/auth/register", "{}", from).status())
                .isEqualTo(200);
        assertThat(http.request("POST", "/v1/auth/register", "{}", from).status())
                .isEqualTo(429);
    }

    @Test
    void neighbours_in_one_ipv6_network_are_one_client() {
        http.request("POST", "/v1/auth/register", "{}", "X-Forwarded-For: 2001:db8:1:2::1");

        assertThat(http.request("POST", "/v1/auth/register", "{}", "X-Forwarded-For: 2001:db8:1:2:ffff::9")
                        .status())
                .isEqualTo(429);
        assertThat(http.request("POST", "/v1/auth/register", "{}", "X-Forwarded-For: 2001:db8:1:3::1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void errors_count_too_so_guessing_has_an_end() {
        assertThat(http.get("/v1/users/me", from).status()).isEqualTo(401);
        assertThat(http.get("/nowhere", from).status()).isEqualTo(404);
        assertThat(http.get("/v1/users/%zz", from).status()).isEqualTo(404);
        assertThat(http.get("/v1/users/me", from, "Authorization: " + tokens.foreignKey(7))
                        .status())
                .isEqualTo(401);

        assertThat(http.get("/v1/users/me", from).status()).isEqualTo(429);
        assertThat(http.get("/nowhere", from).status()).isEqualTo(429);
        assertThat(http.get("/v1/users/%zz", from).status()).isEqualTo(429);
        assertThat(http.get("/v1/users/me", from, user).status())
                .as("a user behind the same address")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | 200 | GET     | /v1/users/me            | USER
            200 | 200 | HEAD    | /v1/users/me            | USER
            200 | 200 | OPTIONS | /v1/users/me            | USER
            204 | 204 | DELETE  | /v1/media/1             | USER
            304 | 304 | GET     | /v1/tweets/1            | USER
            404 | 404 | PATCH   | /v1/media/1             | USER
            405 | 405 | PUT     | /v1/tweets              | USER
            500 | 500 | POST    | /v1/media               | USER
            302 | 302 | GET     | /media/1/original       |
            200 | 200 | GET     | /.well-known/jwks.json  |
            200 | 200 | POST    | /v1/auth/login          |
            503 |     | GET     | /v1/users/me/timeline   | USER
            200 |     | GET     | /docs                   |
            404 |     | POST    | /docs                   |
            400 |     | GET     | /v1/tweets?a=%zz        | USER
            401 |     | GET     | /v1/users/me            |
            401 |     | GET     | /v1/users/me            | Authorization: Bearer forged
            404 |     | GET     | /nowhere                | USER
            404 |     | GET     | /internal/users         | USER
            404 |     | GET     | /actuator/health        |
            404 |     | GET     | /v1/users/%zz           |
            413 |     | POST    | /v1/tweets              | USER; Content-Length: 70000
            415 |     | POST    | /v1/tweets              | USER; Content-Encoding: gzip
            204 |     | OPTIONS | /v1/tweets              | Access-Control-Request-Method: POST; Origin: https://app.example
            403 |     | OPTIONS | /v1/tweets              | Access-Control-Request-Method: POST; Origin: https://evil.example
            """)
    void every_reply_says_what_remains(
            int status, @Nullable Integer served, String method, String target, @Nullable String headers) {
        if (served != null) {
            services.reply(exchange -> exchange.sendResponseHeaders(served, -1));
        }
        services.down(Service.TIMELINE);
        try {
            List<String> sent = new ArrayList<>(List.of(from));
            if (headers != null) {
                sent.addAll(List.of(headers.replace("USER", user).split("; ")));
            }

            Reply reply = http.request(method, target, "", sent.toArray(String[]::new));

            assertThat(reply.status()).as(reply.text()).isEqualTo(status);
            assertThat(reply.headers("RateLimit")).singleElement().asString().matches("\"[a-z]+\";r=[0-9]+;t=[0-9]+");
            assertThat(reply.headers("RateLimit-Policy"))
                    .singleElement()
                    .asString()
                    .matches("\"[a-z]+\";q=[0-9]+;w=86400");
        } finally {
            services.up(Service.TIMELINE);
        }
    }

    @Test
    void what_a_service_says_about_limits_is_replaced() {
        services.reply(exchange -> {
            exchange.getResponseHeaders().set("RateLimit", "\"theirs\";r=1");
            FakeServices.ok(exchange);
        });

        assertThat(http.get("/v1/users/me", user, from).headers("RateLimit")).containsExactly("\"read\";r=3;t=21600");
    }

    @Test
    void not_modified_costs_nothing() {
        services.reply(exchange -> exchange.sendResponseHeaders(304, -1));
        for (int i = 0; i < 10; i++) {
            Reply reply = http.get("/v1/tweets/1", user, from, "If-None-Match: \"1\"");

            assertThat(reply.status()).isEqualTo(304);
            assertThat(reply.headers("RateLimit")).containsExactly("\"read\";r=4;t=0");
        }
    }

    @Test
    void while_redis_is_down_each_instance_counts_alone_and_stays_ready() {
        http.get("/v1/users/me", user, from);
        redis.kill();
        try {
            for (int i = 0; i < 4; i++) {
                assertThat(http.get("/v1/users/me", user, from).status()).isEqualTo(200);
            }
            assertThat(http.get("/v1/users/me", user, from).status()).isEqualTo(429);
            http.request("POST", "/v1/auth/login", "{}", from);
            http.request("POST", "/v1/auth/login", "{}", from);
            assertThat(http.request("POST", "/v1/auth/login", "{}", from).status())
                    .isEqualTo(429);

            RawHttp management = new RawHttp(managementPort);
            assertThat(management.get("/actuator/health").status()).isEqualTo(200);
            assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(management.get("/actuator/prometheus").body())
                    .containsPattern("rookery_limits_local_total [1-9]")
                    .containsPattern("rookery_limits_rejected_total\\{group=\"login\"} [1-9]");
        } finally {
            redis.restart();
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            http.get("/v1/users/by-handle/someone", other, from);
            try (RedisClient client = RedisClient.create(redis.url())) {
                assertThat(client.connect().sync().exists(redis.keyPrefix() + "limits:read:user:" + otherId))
                        .isEqualTo(1);
            }
        });
    }

    // CORS: here, because errors and limits must be readable too

    @Test
    void a_page_of_a_named_origin_may_ask_with_a_token_and_need_not_have_one_to_ask_whether() {
        Reply reply = http.request(
                "OPTIONS",
                "/v1/tweets",
                "",
                PAGE,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization, content-type, idempotency-key");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
        assertThat(reply.headers("Access-Control-Allow-Methods")).containsExactly("GET, POST, PUT, PATCH, DELETE");
        assertThat(reply.headers("Access-Control-Allow-Headers"))
                .containsExactly(
                        "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id, traceparent");
        assertThat(reply.headers("Access-Control-Max-Age")).containsExactly("7200");
        assertThat(reply.headers("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(services.seen()).isEmpty();
    }

    @Test
    void to_ask_whether_costs_nothing_and_is_answered_when_nothing_is_left() {
        String[] question = {PAGE, from, "Access-Control-Request-Method: POST"};
        for (int i = 0; i < 5; i++) {
            assertThat(http.request("OPTIONS", "/v1/tweets", "", question).headers("RateLimit"))
                    .containsExactly("\"write\";r=3;t=0");
        }
        for (int i = 0; i < 4; i++) {
            http.request("POST", "/v1/tweets", "{}", from);
        }

        Reply preflight = http.request("OPTIONS", "/v1/tweets", "", question);

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers("RateLimit")).singleElement().asString().startsWith("\"write\";r=0;");
    }

    @Test
    void a_page_can_read_replies_and_errors() {
        services.down(Service.TIMELINE);
        try {
            Reply good = http.get("/v1/users/me", user, from, PAGE);
            Reply unavailable = http.get("/v1/users/me/timeline", user, from, PAGE);
            Reply missing = http.get("/nowhere", user, from, PAGE);
            Reply unauthenticated = http.get("/v1/users/me", from, PAGE);
            http.get("/v1/users/me", user, from, PAGE);
            Reply limited = http.get("/v1/users/me", user, from, PAGE);

            assertThat(List.of(good, unavailable, missing, unauthenticated, limited))
                    .extracting(Reply::status)
                    .containsExactly(200, 503, 404, 401, 429);
            assertThat(List.of(good, unavailable, missing, unauthenticated, limited))
                    .allSatisfy(reply -> {
                        assertThat(reply.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
                        assertThat(reply.headers("Access-Control-Expose-Headers"))
                                .singleElement()
                                .asString()
                                .contains("RateLimit", "Retry-After", "ETag", "X-Timeline-Degraded");
                        assertThat(reply.headers("Vary")).contains("Origin");
                    });
        } finally {
            services.up(Service.TIMELINE);
        }
    }

    @Test
    void another_origin_is_told_nothing() {
        Reply preflight = http.request(
                "OPTIONS", "/v1/tweets", "", "Origin: https://evil.example", "Access-Control-Request-Method: GET");
        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.body()).contains("origin_not_allowed");
        assertThat(preflight.headers("Access-Control-Allow-Origin")).isEmpty();

        Reply reply = http.get("/v1/users/me", user, from, "Origin: https://evil.example");
        assertThat(reply.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.headers("Vary")).contains("Origin");
    }
}
