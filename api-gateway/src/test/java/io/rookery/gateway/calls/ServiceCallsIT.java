package io.rookery.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.rookery.gateway.FakeServices;
import io.rookery.gateway.RawHttp;
import io.rookery.gateway.RawHttp.Reply;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.WithBackends;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MANAGEMENT_SERVER_PORT=0",
            "ROOKERY_RATE_LIMIT_SCALE=1000",
            "rookery.calls.concurrency=6",
            "rookery.calls.slow=500ms",
            "rookery.calls.window=6",
            "rookery.calls.minimum=6",
            "rookery.calls.pause=500ms",
            "rookery.calls.probes=2"
        })
@WithBackends({TestTokens.class, FakeServices.class})
class ServiceCallsIT {

    private static final int CONCURRENCY = 6;
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    FakeServices services;

    @Autowired
    TestTokens tokens;

    @Autowired
    CircuitBreakerRegistry circuits;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private String user;
    private RawHttp http;

    @BeforeEach
    void everythingIsWell() {
        user = "Authorization: " + tokens.bearer(7);
        http = new RawHttp(port);
        circuits.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        services.reset();
    }

    @AfterEach
    void theServicesRecover() {
        services.reset();
        clients.shutdown();
    }

    @Test
    void a_service_that_answers_nobody_holds_its_own_callers_and_nobody_else() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        services.reply(exchange -> {
            if (isTweets(exchange)) {
                hold(answer);
            }
            FakeServices.ok(exchange);
        });
        List<Future<Reply>> waiting = new ArrayList<>();
        for (int i = 0; i < CONCURRENCY; i++) {
            waiting.add(clients.submit(() -> http.get("/v1/tweets/1", user)));
        }
        await().atMost(SOON).until(() -> services.seen().size() == CONCURRENCY);
        long full = System.nanoTime();

        // No place is left, and nobody waits for one
        for (int i = 0; i < 20; i++) {
            assertUnavailable(http.get("/v1/tweets/1", user));
        }
        assertThat(services.seen()).hasSize(CONCURRENCY);
        for (int i = 0; i < 20; i++) {
            assertThat(http.get("/v1/users/1", user).status()).isEqualTo(200);
        }
        assertThat(waiting).noneMatch(Future::isDone);

        await().atMost(SOON).until(() -> System.nanoTime() - full > SLOW.toNanos());
        answer.countDown();
        for (Future<Reply> reply : waiting) {
            assertThat(reply.get().status()).isEqualTo(200);
        }

        // All of them were slow: the circuit is open, and closes after some that are not
        services.reset();
        assertUnavailable(http.get("/v1/tweets/1", user));
        assertThat(services.seen()).isEmpty();
        assertThat(new RawHttp(managementPort).get("/actuator/prometheus").body())
                .contains("resilience4j_circuitbreaker_state{name=\"tweet-service\",state=\"open\"} 1.0")
                .contains("resilience4j_bulkhead_max_allowed_concurrent_calls{name=\"tweet-service\"} 6.0");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(http.get("/v1/tweets/1", user).status()).isEqualTo(200));
        for (int i = 0; i < 2 * CONCURRENCY; i++) {
            assertThat(http.get("/v1/tweets/1", user).status()).isEqualTo(200);
        }
    }

    @Test
    void clients_that_give_up_on_a_slow_service_open_its_circuit() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        services.reply(exchange -> {
            if (isTweets(exchange)) {
                hold(answer);
            }
            FakeServices.ok(exchange);
        });
        List<Socket> impatient = new ArrayList<>();
        for (int i = 0; i < CONCURRENCY; i++) {
            impatient.add(http.open("GET /v1/tweets/1 HTTP/1.1\r\nHost: rookery\r\n" + user + "\r\n\r\n"));
        }
        await().atMost(SOON).until(() -> services.seen().size() == CONCURRENCY);
        long asked = System.nanoTime();
        await().atMost(SOON).until(() -> System.nanoTime() - asked > SLOW.toNanos());
        for (Socket socket : impatient) {
            socket.close();
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(new RawHttp(managementPort)
                                .get("/actuator/prometheus")
                                .body())
                        .containsPattern(
                                "resilience4j_circuitbreaker_state\\{name=\"tweet-service\",state=\"(half_)?open\"}"
                                        + " 1.0"));
        answer.countDown();
    }

    @Test
    void a_slow_client_takes_no_place_of_a_service() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 3 * CONCURRENCY; i++) {
            slow.add(http.open(
                    "POST /v1/tweets HTTP/1.1\r\nHost: rookery\r\n" + user + "\r\nContent-Length: 100\r\n\r\n{"));
        }

        assertThat(http.request("POST", "/v1/tweets", "{}", user).status()).isEqualTo(200);
        assertThat(services.seen()).hasSize(1);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void a_read_whose_connection_breaks_is_repeated_once_and_a_write_never() {
        AtomicBoolean broken = new AtomicBoolean(true);
        services.reply(exchange -> {
            if (broken.getAndSet(false)) {
                exchange.close();
            } else {
                FakeServices.ok(exchange);
            }
        });

        assertThat(http.get("/v1/users/1", user).status()).isEqualTo(200);
        assertThat(services.seen()).hasSize(2);

        services.reset();
        services.reply(HttpExchange::close);
        assertUnavailable(http.get("/v1/users/1", user));
        assertThat(services.seen()).hasSize(2);

        services.reset();
        services.reply(HttpExchange::close);
        assertUnavailable(http.request("POST", "/v1/media", "{}", user));
        assertThat(services.seen()).hasSize(1);
    }

    @Test
    void errors_of_a_service_are_its_answers_and_do_not_open_its_circuit() {
        services.reply(exchange -> FakeServices.body(exchange, 500, "{}".getBytes()));
        for (int i = 0; i < 3 * CONCURRENCY; i++) {
            assertThat(http.get("/v1/users/1", user).status()).isEqualTo(500);
        }
        assertThat(services.seen()).hasSize(3 * CONCURRENCY);
    }

    private static boolean isTweets(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().startsWith("/v1/tweets");
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.headers("Retry-After")).isNotEmpty();
        assertThat(reply.body()).contains("service_unavailable");
    }

    private static void hold(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
