package io.rookery.timeline.home;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.test.backends.TestBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** user-service and tweet-service on one port: each path has its answer, until a path does not answer at all. */
public final class PlayedServices implements TestBackend {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile String deaf = "none";
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private final String url;

    public PlayedServices() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
            url = "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("ROOKERY_USER_SERVICE_URL", url, "ROOKERY_TWEET_SERVICE_URL", url);
    }

    void answers(String path, String json) {
        answers.put(path, json);
    }

    /** Requests to paths that end so are taken and never answered, until {@link #hearAgain}. */
    void goDeaf(String pathEnd) {
        silence = new CountDownLatch(1);
        deaf = pathEnd;
    }

    void hearAgain() {
        deaf = "none";
        silence.countDown();
    }

    /** Paths with queries, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestURI().toString());
            if (path.endsWith(deaf)) {
                silence.await();
            }
            String json = answers.get(path);
            byte[] body = (json == null ? "{}" : json).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(json == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
