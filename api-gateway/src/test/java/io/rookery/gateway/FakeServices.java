package io.rookery.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.gateway.routes.Service;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.TestBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The four services, played: each notes what it was asked and answers 200 with its name, or as {@link Reply} says. */
public final class FakeServices implements TestBackend {

    /** What a service saw. */
    public record Seen(Service service, String method, String target, Headers headers, byte[] body) {
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** How a service answers. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    private static final String INTERNAL_KEY = new TestTokens().internalKey();
    private static final String REVOKED_PATH = "/internal/sessions/revoked";

    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final Map<Service, HttpServer> servers = new EnumMap<>(Service.class);
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private final AtomicInteger revocationPolls = new AtomicInteger();
    private volatile Reply reply = FakeServices::ok;
    private volatile CountDownLatch silence = new CountDownLatch(1);

    public FakeServices() {
        for (Service service : Service.values()) {
            start(service, 0);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "ROOKERY_REVOCATIONS_URI", url(Service.USER) + REVOKED_PATH,
                "ROOKERY_USER_SERVICE_URL", url(Service.USER),
                "ROOKERY_TWEET_SERVICE_URL", url(Service.TWEET),
                "ROOKERY_TIMELINE_SERVICE_URL", url(Service.TIMELINE),
                "ROOKERY_MEDIA_SERVICE_URL", url(Service.MEDIA));
    }

    public void reset() {
        seen.clear();
        silence.countDown();
        silence = new CountDownLatch(1);
        reply = FakeServices::ok;
    }

    public void reply(Reply instead) {
        reply = instead;
    }

    /** Names this session in the list that the gateway asks for with the internal key. */
    void revoke(String sessionId) {
        revoked.add(sessionId);
    }

    /** How often the list was asked for. */
    int revocationPolls() {
        return revocationPolls.get();
    }

    /** Takes requests and answers none until {@link #reset()}. */
    void fallSilent() {
        CountDownLatch until = silence;
        reply = exchange -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public void down(Service service) {
        servers.remove(service).stop(0);
    }

    public void up(Service service) {
        start(service, ports.get(service));
    }

    public static void ok(HttpExchange exchange) throws IOException {
        body(exchange, 200, "{\"ok\":true}".getBytes(StandardCharsets.UTF_8));
    }

    public static void body(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private String url(Service service) {
        return "http://127.0.0.1:" + ports.get(service);
    }

    private void start(Service service, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> answer(service, exchange));
            server.start();
            ports.put(service, server.getAddress().getPort());
            servers.put(service, server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void answer(Service service, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals(REVOKED_PATH)) {
                boolean known = INTERNAL_KEY.equals(exchange.getRequestHeaders().getFirst("X-Internal-Key"));
                String ids = String.join("\",\"", revoked);
                body(
                        exchange,
                        known ? 200 : 403,
                        ("{\"session_ids\":[" + (ids.isEmpty() ? "" : "\"" + ids + "\"") + "]}")
                                .getBytes(StandardCharsets.UTF_8));
                revocationPolls.incrementAndGet();
                return;
            }
            exchange.getResponseHeaders().set("X-Served-By", service.id());
            seen.add(new Seen(
                    service,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            reply.to(exchange);
        }
    }
}
