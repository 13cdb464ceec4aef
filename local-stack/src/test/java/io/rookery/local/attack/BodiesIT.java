package io.rookery.local.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.LocalStackExtension;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.test.contracts.ApiDocument;
import io.rookery.test.contracts.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are too much: each operation refuses them, through the gateway and past it, and everyone else is served. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesIT {

    private static final int TEN_MIB = 10 * 1024 * 1024;
    private static final int DEPTH = 10_000;

    private LocalStack stack;
    private int gateway;
    private Actor actor;
    private Samples samples;
    private ApiDocument api;

    @BeforeAll
    void someone_is_there(LocalStack running) {
        stack = running;
        gateway = stack.port(Component.API_GATEWAY);
        api = ApiDocument.published();
        actor = Actor.register(gateway);
        samples = Samples.of(api, actor);
    }

    @AfterEach
    void everyone_else_is_served() {
        assertThat(Actor.register(gateway).tweet("Still here")).isNotEmpty();
    }

    @Test
    void ten_megabytes_of_json() {
        byte[] body = ("{\"content\":\"" + "x".repeat(TEN_MIB) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertRefused(request -> request.withBody(body), 413);
    }

    @Test
    void ten_megabytes_that_do_not_say_how_many_they_are() {
        StringBuilder chunks = new StringBuilder();
        for (int sent = 0; sent < TEN_MIB; sent += 0x4000) {
            chunks.append("4000\r\n").append("x".repeat(0x4000)).append("\r\n");
        }
        String body = chunks.append("0\r\n\r\n").toString();

        assertRawRefused("Transfer-Encoding: chunked\r\n", body, 413);
    }

    @Test
    void a_body_that_unpacks_to_a_thousand_times_its_size() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(("{\"content\":\"" + "x".repeat(TEN_MIB) + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(packed.size()).isLessThan(64 * 1024);

        assertRefused(request -> request.withBody(packed.toByteArray()).with("Content-Encoding", "gzip"), 0);
    }

    @Test
    void json_ten_thousand_levels_deep() {
        for (String deep : List.of(
                "[".repeat(DEPTH),
                "[".repeat(DEPTH) + "]".repeat(DEPTH),
                "{\"content\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}",
                "{\"unknown\":" + "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH) + "}")) {
            assertRefused(request -> request.withBody(deep.getBytes(StandardCharsets.UTF_8)), 0);
        }
    }

    @Test
    void a_number_of_sixty_thousand_digits() {
        String number = "{\"content\":" + "9".repeat(60_000) + ",\"file_size\":1e" + "9".repeat(1_000) + "}";

        assertRefused(request -> request.withBody(number.getBytes(StandardCharsets.UTF_8)), 0);
    }

    @Test
    void a_flood_of_headers() {
        assertRawRefused("X-Flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(20_000), "", 0);
        assertRawRefused("X-Flood: " + "a".repeat(TEN_MIB) + "\r\n", "", 0);
    }

    @Test
    void an_endless_address() {
        Wire.Reply reply = Wire.send(
                gateway,
                Actor.request("GET", "/v1/tweets/" + "1".repeat(TEN_MIB), null).as(actor.accessToken()));

        assertThat(reply.status()).isBetween(400, 499);
    }

    private void assertRefused(UnaryOperator<Wire.Request> attack, int status) {
        List<String> failures = new ArrayList<>();
        for (Operation operation : api.operations()) {
            if (operation.requestSchema().isPresent()) {
                Wire.Reply reply =
                        Wire.send(gateway, attack.apply(samples.of(operation).as(actor.accessToken())));
                boolean refused = reply.status() >= 400 && reply.status() < 500 && reply.isProblem();
                if (!refused || status != 0 && reply.status() != status) {
                    failures.add(operation + " -> " + reply.status() + " " + reply.text());
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Through the gateway and at each service; the end of the connection before any answer is a refusal as well. */
    private void assertRawRefused(String headers, String body, int status) {
        String request = "POST /v1/tweets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer " + actor.accessToken() + "\r\n" + headers
                + (headers.startsWith("Transfer") ? "" : "Content-Length: 0\r\n") + "\r\n" + body;
        for (Component door : List.of(Component.API_GATEWAY, Component.TWEET_SERVICE)) {
            Wire.Reply reply = Wire.send(stack.port(door), request.getBytes(StandardCharsets.UTF_8));

            if (status == 0 && reply.status() == 0) {
                continue;
            }
            assertThat(reply.status()).as(door.title() + " " + reply.text()).isBetween(400, 499);
            if (status != 0) {
                assertThat(reply.status()).as(door.title() + " " + reply.text()).isEqualTo(status);
            }
        }
    }
}
