package io.rookery.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** An HTTP client that sends what it is told, as it is told. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** A reply as text. */
    public record Reply(String text) {
        public int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public List<String> headers(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return text.substring(0, text.indexOf("\r\n\r\n"))
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }

        public String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    /** Sends a GET with this target, unchanged. */
    public Reply get(String target, String... headers) {
        return request("GET", target, "", headers);
    }

    /** Sends a request with this body and its length, if it is not empty. */
    public Reply request(String method, String target, String body, String... headers) {
        return send(method + " " + target + " HTTP/1.1\r\nHost: rookery\r\nConnection: close\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body);
    }

    /** Sends these characters on a connection that stays open, and reads nothing. */
    public Socket open(String request) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return socket;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends these characters, one byte each, and reads until the server closes. */
    public Reply send(String request) {
        try (Socket socket = open(request)) {
            return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
