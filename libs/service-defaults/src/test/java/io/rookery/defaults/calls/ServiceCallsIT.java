package io.rookery.defaults.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.defaults.problem.Infrastructure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.registry.ImportHttpServices;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=test",
            "rookery.security.internal-key=0123456789abcdef0123456789abcdef",
            "rookery.security.revocations-uri=",
            "rookery.security.public-paths=/v1/**",
            "spring.http.clients.read-timeout=500ms",
            "resilience4j.circuitbreaker.configs.default.minimum-number-of-calls=4",
            "resilience4j.circuitbreaker.configs.default.slow-call-duration-threshold=100ms",
            "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=1h",
            "resilience4j.bulkhead.configs.default.max-concurrent-calls=2"
        })
class ServiceCallsIT {

    private static final AtomicInteger calls = new AtomicInteger();
    private static final Queue<Integer> statuses = new ArrayDeque<>();
    private static final Semaphore held = new Semaphore(0);
    private static volatile CountDownLatch arrived = new CountDownLatch(0);
    private static HttpServer server;

    @Autowired
    private ThingsClient things;

    @Autowired
    private NowhereClient nowhere;

    @Autowired
    private CircuitBreakerRegistry circuits;

    @Autowired
    private RetryRegistry retries;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void start(DynamicPropertyRegistry properties) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                calls.incrementAndGet();
                Integer status;
                synchronized (statuses) {
                    status = statuses.poll();
                }
                if (exchange.getRequestURI().getPath().equals("/held")) {
                    arrived.countDown();
                    held.acquireUninterruptibly();
                }
                if (exchange.getRequestURI().getPath().equals("/slow")) {
                    new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS);
                }
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(status == null ? 200 : status, 2);
                exchange.getResponseBody().write(new byte[] {'o', 'k'});
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        properties.add(
                "spring.http.serviceclient.things.base-url",
                () -> "http://127.0.0.1:" + server.getAddress().getPort());
        properties.add("spring.http.serviceclient.nowhere.base-url", () -> "http://127.0.0.1:" + closedPort());
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void reset() {
        circuits.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        calls.set(0);
        statuses.clear();
    }

    @Test
    void a_service_that_fails_is_left_alone() {
        answer(503, 503, 503, 503);
        for (int call = 0; call < 4; call++) {
            assertThatThrownBy(things::post).isInstanceOf(HttpServerErrorException.class);
        }

        ResourceAccessException refused = catchThrowableOfType(ResourceAccessException.class, things::get);

        assertThat(refused).isInstanceOf(CallRefusedException.class);
        assertThat(Infrastructure.isFault(refused)).isTrue();
        assertThat(calls).hasValue(4);
    }

    @Test
    void a_service_that_is_slow_is_left_alone() {
        for (int call = 0; call < 4; call++) {
            assertThat(things.slow()).isEqualTo("ok");
        }

        assertThatThrownBy(things::get).isInstanceOf(CallRefusedException.class);
    }

    @Test
    void an_answer_that_nothing_is_there_is_no_failure() {
        answer(404, 404, 404, 404, 404);
        for (int call = 0; call < 5; call++) {
            assertThatThrownBy(things::post).isInstanceOf(HttpClientErrorException.NotFound.class);
        }

        assertThat(things.get()).isEqualTo("ok");
    }

    @Test
    void a_service_gets_no_more_calls_than_it_may_have_at_once() throws Exception {
        arrived = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(things::held);
            var second = threads.submit(things::held);
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(things::get).isInstanceOf(CallRefusedException.class);

            held.release(2);
            assertThat(first.get()).isEqualTo("ok");
            assertThat(second.get()).isEqualTo("ok");
        }
        assertThat(things.get()).isEqualTo("ok");
    }

    @Test
    void a_service_that_does_not_answer_is_not_waited_for() {
        arrived = new CountDownLatch(1);

        assertThatThrownBy(things::held).isInstanceOf(ResourceAccessException.class);

        held.release();
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_get_that_was_not_begun_is_sent_once_more() {
        answer(503);
        assertThat(things.get()).isEqualTo("ok");
        assertThat(calls).hasValue(2);

        answer(503, 503);
        assertThatThrownBy(things::get).isInstanceOf(HttpServerErrorException.ServiceUnavailable.class);
        assertThat(calls).hasValue(4);
    }

    @Test
    void what_may_have_been_begun_is_not_sent_again() {
        answer(502);
        assertThatThrownBy(things::get).isInstanceOf(HttpServerErrorException.BadGateway.class);
        answer(503);
        assertThatThrownBy(things::post).isInstanceOf(HttpServerErrorException.ServiceUnavailable.class);

        assertThat(calls).hasValue(2);
    }

    @Test
    void a_connection_that_is_refused_is_tried_once_more() {
        assertThatThrownBy(nowhere::get).isInstanceOf(ResourceAccessException.class);

        assertThat(retries.retry("nowhere").getMetrics().getNumberOfFailedCallsWithRetryAttempt())
                .isEqualTo(1);
    }

    @Test
    void the_caller_is_told_to_come_again_at_once() throws Exception {
        circuits.circuitBreaker("things").transitionToForcedOpenState();

        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/things"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        assertThat(reply.body()).contains("\"code\":\"service_unavailable\"");
        assertThat(calls).hasValue(0);
    }

    @Test
    void all_of_it_is_measured_by_the_name_of_the_service() {
        things.get();

        assertThat(meters.get("resilience4j.circuitbreaker.calls")
                        .tag("name", "things")
                        .meters())
                .isNotEmpty();
        assertThat(meters.get("resilience4j.bulkhead.available.concurrent.calls")
                        .tag("name", "things")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(meters.get("resilience4j.retry.calls").tag("name", "things").meters())
                .isNotEmpty();
    }

    private static void answer(int... next) {
        synchronized (statuses) {
            for (int status : next) {
                statuses.add(status);
            }
        }
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    interface ThingsClient {

        @GetExchange("/")
        String get();

        @PostExchange("/")
        String post();

        @GetExchange("/held")
        String held();

        @GetExchange("/slow")
        String slow();
    }

    interface NowhereClient {

        @GetExchange("/")
        String get();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ImportHttpServices(group = "things", types = ThingsClient.class)
    @ImportHttpServices(group = "nowhere", types = NowhereClient.class)
    @Import(ThingsController.class)
    static class Service {}

    @RestController
    static class ThingsController {

        private final ThingsClient things;

        ThingsController(ThingsClient things) {
            this.things = things;
        }

        @GetMapping("/v1/things")
        String get() {
            return things.get();
        }
    }
}
