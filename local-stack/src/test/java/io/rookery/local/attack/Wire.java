package io.rookery.local.attack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP/1.1 by hand, one request on a connection of its own: sends also what no client library would. */
final class Wire {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TIMEOUT_MILLIS = 30_000;

    private Wire() {}

    /** @param target path and query, sent as it is */
    record Request(String method, String target, Map<String, String> headers, byte @Nullable [] body) {

        Request {
            headers = Map.copyOf(headers);
        }

        /** Instead of a header of that name, if there is one. */
        Request with(String name, String value) {
            Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            changed.putAll(headers);
            changed.put(name, value);
            return new Request(method, target, changed, body);
        }

        Request withBody(byte[] changed) {
            return new Request(method, target, headers, changed);
        }

        Request withTarget(String changed) {
            return new Request(method, changed, headers, body);
        }

        Request as(String accessToken) {
            return with("Authorization", "Bearer " + accessToken);
        }

        private byte[] bytes() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("Host", "localhost");
            all.put("Connection", "close");
            if (body != null) {
                all.put("Content-Length", Integer.toString(body.length));
            }
            all.putAll(headers);
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            all.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            if (body != null) {
                bytes.writeBytes(body);
            }
            return bytes.toByteArray();
        }

        @Override
        public String toString() {
            String shown = body == null ? "" : " " + new String(body, StandardCharsets.UTF_8);
            String all = method + " " + target + " " + headers.keySet() + shown;
            return all.length() > 300 ? all.substring(0, 300) + "..." : all;
        }
    }

    /** @param status 0 if the connection ended without an answer */
    record Reply(int status, Map<String, List<String>> headers, byte[] body) {

        static final Reply NONE = new Reply(0, Map.of(), new byte[0]);

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                    .map(List::getFirst);
        }

        /** Missing if it is none. */
        JsonNode json() {
            try {
                return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
            } catch (JacksonException notJson) {
                return JSON.missingNode();
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String code() {
            return json().path("code").asString("");
        }

        boolean isProblem() {
            return header("Content-Type").orElse("").startsWith("application/problem+json");
        }

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    static Reply send(int port, Request request) {
        return send(port, request.bytes());
    }

    /** Whatever the bytes are; a server may answer, and close, before it has read them all. */
    static Reply send(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            Thread writer = Thread.startVirtualThread(() -> write(socket, request));
            byte[] answer = readAll(socket.getInputStream());
            writer.join();
            return parse(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException closedByServer) {
            // it has said, or not, why
        }
    }

    private static byte[] readAll(InputStream in) {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (IOException reset) {
            // what came before it counts
        }
        return all.toByteArray();
    }

    private static Reply parse(byte[] answer) {
        var in = new ByteArrayInputStream(answer);
        String statusLine = line(in);
        if (!statusLine.startsWith("HTTP/1.")) {
            return Reply.NONE;
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(parts.length < 2 ? "" : parts[1].strip());
        }
        if (status == 100) {
            return parse(in.readAllBytes());
        }
        boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
        return new Reply(status, headers, chunked ? chunks(in) : in.readAllBytes());
    }

    private static byte[] chunks(ByteArrayInputStream in) {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            byte[] chunk = new byte[Math.min(size, in.available())];
            int read = in.read(chunk, 0, chunk.length);
            body.write(chunk, 0, Math.max(read, 0));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunkSize(ByteArrayInputStream in) {
        String line = line(in);
        return line.isEmpty() ? 0 : Integer.parseInt(line, 16);
    }

    private static String line(ByteArrayInputStream in) {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
