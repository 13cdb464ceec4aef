package io.rookery.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class RevocationPollTests {

    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final RevokedSessions revoked = new RevokedSessions();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> keys = new ArrayList<>();
    private HttpServer server;
    private RevocationPoll poll;
    private volatile int status = 200;
    private volatile String body = "{\"session_ids\":[\"a\",\"b\"],\"more\":1}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/revoked", exchange -> {
            try (exchange) {
                keys.add(exchange.getRequestHeaders().getFirst("X-Internal-Key"));
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        poll = poll(source());
        poll.bindTo(metrics);
    }

    @AfterEach
    void stop() {
        poll.stop();
        server.stop(0);
    }

    @Test
    void the_list_is_asked_for_with_the_internal_key() {
        poll.poll();

        assertThat(revoked.contains("a")).isTrue();
        assertThat(revoked.contains("b")).isTrue();
        assertThat(keys).containsExactly("the key");
    }

    @Test
    void the_next_list_takes_the_place_of_the_last() {
        poll.poll();
        body = "{\"session_ids\":[\"c\"]}";

        poll.poll();

        assertThat(revoked.contains("a")).isFalse();
        assertThat(revoked.contains("c")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"500, {}", "401, {}", "200, {}", "200, nothing", "200, '{\"session_ids\":7}'"})
    void what_is_no_list_is_no_reason_to_forget_the_last(int nextStatus, String nextBody) {
        poll.poll();
        status = nextStatus;
        body = nextBody;

        poll.poll();

        assertThat(revoked.contains("a")).isTrue();
    }

    @Test
    void an_outage_is_told_once_and_its_end_once(CapturedOutput output) {
        status = 503;
        poll = poll(source(), Duration.ofHours(1));
        poll.start();
        poll.poll();
        poll.poll();
        status = 200;
        poll.poll();
        poll.poll();

        assertThat(output.getAll()).containsOnlyOnce("WARN").containsOnlyOnce("known again");
    }

    @Test
    void the_list_is_known_once_it_has_started() {
        poll = poll(source(), Duration.ofHours(1));

        poll.start();

        assertThat(revoked.contains("a")).isTrue();
    }

    @Test
    void it_starts_without_a_list_and_hears_it_later() {
        status = 503;
        poll.start();
        assertThat(revoked.contains("a")).isFalse();

        status = 200;

        await().atMost(ENOUGH).until(() -> revoked.contains("a"));
    }

    @Test
    void what_was_stopped_can_be_started_again() {
        poll.start();
        poll.stop();
        assertThat(poll.isRunning()).isFalse();
        body = "{\"session_ids\":[\"c\"]}";

        poll.start();

        assertThat(revoked.contains("c")).isTrue();
    }

    @Test
    void nothing_that_goes_wrong_is_the_end_of_asking() {
        var attempts = new AtomicInteger();
        poll = poll(() -> {
            if (attempts.incrementAndGet() < 4) {
                throw new StackOverflowError();
            }
            return List.of("later");
        });

        poll.start();

        await().atMost(ENOUGH).until(() -> revoked.contains("later"));
    }

    @Test
    void how_old_the_list_is_can_be_seen() {
        assertThat(age()).isNaN();
        status = 503;
        poll.poll();
        assertThat(age()).isNaN();

        status = 200;
        poll.poll();
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(age()).isEqualTo(3);

        status = 503;
        poll.poll();
        assertThat(age()).isEqualTo(3);
        status = 200;
        poll.poll();
        assertThat(age()).isZero();
    }

    @Test
    void nobody_there_is_an_outage() {
        server.stop(0);

        assertThatThrownBy(() -> source().sessionIds()).isInstanceOf(RevocationsUnavailableException.class);
    }

    @Test
    void a_list_is_believed_up_to_its_bound() {
        revoked.replace(IntStream.range(0, RevokedSessions.MAX + 1)
                .mapToObj(Integer::toString)
                .toList());

        assertThat(revoked.contains("99999")).isTrue();
        assertThat(revoked.contains("100000")).isFalse();
    }

    private RevocationPoll poll(RevocationSource source) {
        return poll(source, Duration.ofMillis(5));
    }

    private RevocationPoll poll(RevocationSource source, Duration interval) {
        return new RevocationPoll(source, revoked, interval, nanos::get);
    }

    private double age() {
        return metrics.get("rookery.revocations.age.seconds").gauge().value();
    }

    private HttpRevocationSource source() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/revoked");
        return new HttpRevocationSource(uri, "the key", new JsonMapper());
    }
}
