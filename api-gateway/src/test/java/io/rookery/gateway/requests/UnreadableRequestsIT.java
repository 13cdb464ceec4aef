package io.rookery.gateway.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.gateway.FakeServices;
import io.rookery.gateway.FakeServices.Seen;
import io.rookery.gateway.GatewayTest;
import io.rookery.gateway.RawHttp;
import io.rookery.gateway.RawHttp.Reply;
import io.rookery.test.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is not HTTP, or HTTP to one reader and something else to another. That each reply ends proves the connection closed. */
@GatewayTest
class UnreadableRequestsIT {

    /** What a smuggler would have answered as a request of its own, on a connection that somebody else uses. */
    private static final String HIDDEN = "GET /v1/users/hidden HTTP/1.1\r\nHost: rookery\r\n\r\n";

    @Autowired
    FakeServices services;

    @Autowired
    TestTokens tokens;

    @LocalServerPort
    int port;

    @AfterEach
    void forgetWhatWasSeen() {
        services.reset();
    }

    static Stream<Arguments> doubtful() {
        return Stream.of(
                Arguments.of("two lengths", post("Content-Length: 2\r\nContent-Length: 40", "{}" + HIDDEN), 400),
                Arguments.of("two lengths in one field", post("Content-Length: 2, 40", "{}" + HIDDEN), 400),
                Arguments.of("a negative length", post("Content-Length: -2", HIDDEN), 400),
                Arguments.of("a length with a sign", post("Content-Length: +2", "{}" + HIDDEN), 400),
                Arguments.of("a length that is no number", post("Content-Length: 0x2", "{}" + HIDDEN), 400),
                Arguments.of("a length beyond all numbers", post("Content-Length: 99999999999999999999", "{}"), 400),
                Arguments.of("an unknown coding", post("Transfer-Encoding: xchunked", "0\r\n\r\n" + HIDDEN), 400),
                Arguments.of("two codings", post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n" + HIDDEN), 400),
                Arguments.of(
                        "two fields of coding",
                        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n" + HIDDEN),
                        400),
                Arguments.of(
                        "chunked, but not last",
                        post("Transfer-Encoding: chunked, identity", "0\r\n\r\n" + HIDDEN),
                        400),
                Arguments.of(
                        "a coding in HTTP/1.0",
                        post("Transfer-Encoding: chunked", "0\r\n\r\n" + HIDDEN)
                                .replace("HTTP/1.1\r\n", "HTTP/1.0\r\n"),
                        400),
                Arguments.of("a space in a field name", post("Content-Length : 2", "{}" + HIDDEN), 400),
                Arguments.of("a line end without CR", "GET /v1/users/me HTTP/1.1\nHost: rookery\n\n", 400),
                Arguments.of("a field end without CR", "GET /v1/users/me HTTP/1.1\r\nHost: rookery\nX: y\r\n\r\n", 400),
                Arguments.of("no version", "GET /v1/users/me\r\n\r\n", 400),
                Arguments.of("no host", "GET /v1/users/me HTTP/1.1\r\n\r\n", 400),
                Arguments.of("two hosts", "GET /v1/users/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                Arguments.of("no HTTP at all", "\u0016\u0003\u0001\u0002\u0000\r\n\r\n", 400),
                Arguments.of(
                        "a NUL in a field", "GET /v1/users/me HTTP/1.1\r\nHost: rookery\r\nX: a\u0000b\r\n\r\n", 400),
                Arguments.of(
                        "too many fields",
                        "GET /v1/users/me HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(100) + "\r\n",
                        431),
                Arguments.of(
                        "too long a field", "GET /v1/users/me HTTP/1.1\r\nX: " + "y".repeat(17_000) + "\r\n\r\n", 431),
                Arguments.of("too long a target", "GET /" + "y".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubtful")
    void a_doubtful_request_is_refused_and_ends_its_connection(String name, String request, int status) {
        Reply reply = new RawHttp(port).send(request.replace("TOKEN", tokens.bearer(7)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(reply.headers("Connection")).containsExactly("close");
        assertThat(reply.headers("RateLimit")).isEmpty();
        assertThat(reply.body())
                .contains("\"status\":" + status)
                .contains("\"code\":\"")
                .doesNotContain("hidden");
        assertThat(reply.body()).contains(reply.headers("X-Request-Id").getFirst());
        assertThat(services.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n{}\r\n0\r\n\r\n", "2\r\n{}\r\n-1\r\n", "2\r\n{}HTTP\r\n0\r\n\r\n", "2\n{}\n0\n\n"})
    void a_body_that_breaks_off_reaches_no_service_and_ends_its_connection(String chunks) {
        Reply reply = new RawHttp(port)
                .send(post("Transfer-Encoding: chunked", chunks).replace("TOKEN", tokens.bearer(7)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.headers("Connection")).containsExactly("close");
        assertThat(reply.headers("RateLimit")).hasSize(1);
        assertThat(reply.body()).contains("malformed_request");
        assertThat(services.seen()).isEmpty();
    }

    @Test
    void with_a_length_and_chunks_the_connection_ends_with_this_request() {
        Reply reply = new RawHttp(port)
                .send(post("Content-Length: 6\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + HIDDEN)
                        .replace("TOKEN", tokens.bearer(7)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(services.seen()).isEmpty();
    }

    @Test
    void requests_one_after_another_on_a_connection_are_answered_one_by_one() throws IOException {
        String request = "GET /v1/users/1 HTTP/1.1\r\nHost: rookery\r\nAuthorization: " + tokens.bearer(7) + "\r\n";

        String both = request + "\r\n" + request.replace("users/1", "users/2") + "\r\n";
        StringBuilder replies = new StringBuilder();
        try (Socket socket = new RawHttp(port).open(both)) {
            while (replies.toString().split("HTTP/1.1 200", -1).length < 3) {
                replies.append((char) socket.getInputStream().read());
            }
        }

        assertThat(services.seen()).extracting(Seen::target).containsExactly("/v1/users/1", "/v1/users/2");
    }

    @Test
    void an_old_client_is_answered_without_chunks_and_the_connection_closed() {
        services.reply(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("whole".getBytes());
        });

        Reply reply =
                new RawHttp(port).send("GET /v1/users/1 HTTP/1.0\r\nAuthorization: " + tokens.bearer(7) + "\r\n\r\n");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers("Transfer-Encoding")).isEmpty();
        assertThat(reply.body()).isEqualTo("whole");
    }

    @Test
    void chunks_reach_a_service_as_one_body_of_known_length() {
        Reply reply = new RawHttp(port)
                .send(post(
                                "Transfer-Encoding: chunked\r\nConnection: close",
                                "2\r\n{}\r\n3;x=y\r\n   \r\n0\r\nTrailer: x\r\n\r\n")
                        .replace("TOKEN", tokens.bearer(7)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        Seen seen = services.seen().getFirst();
        assertThat(seen.body()).asString().isEqualTo("{}   ");
        assertThat(seen.headers().get("Content-Length")).containsExactly("5");
        assertThat(seen.headers().containsKey("Transfer-Encoding")).isFalse();
    }

    @Test
    void a_compressed_body_is_415_and_nobody_unpacks_it() {
        Reply reply = new RawHttp(port)
                .request(
                        "POST",
                        "/v1/tweets",
                        "\u001f\u008b",
                        "Content-Encoding: gzip",
                        "Authorization: " + tokens.bearer(7));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.body()).contains("unsupported_media_type");
        assertThat(services.seen()).isEmpty();
        assertThat(new RawHttp(port)
                        .request(
                                "POST",
                                "/v1/tweets",
                                "{}",
                                "Content-Encoding: identity",
                                "Authorization: " + tokens.bearer(7))
                        .status())
                .isEqualTo(200);
    }

    private static String post(String headers, String body) {
        return "POST /v1/tweets HTTP/1.1\r\nHost: rookery\r\nAuthorization: TOKEN\r\n" + headers + "\r\n\r\n" + body;
    }
}
