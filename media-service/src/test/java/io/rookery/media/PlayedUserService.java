package io.rookery.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.test.backends.TestBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** user-service as an erasure tells it what is done. */
public final class PlayedUserService implements TestBackend {

    private static final Pattern PATH = Pattern.compile("/internal/erasures/(\\d+)/media");

    private final Set<Long> erasing = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> erased = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final String url;

    public PlayedUserService() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
            url = "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("ROOKERY_USER_SERVICE_URL", url);
    }

    public void eraseAccount(long userId) {
        erasing.add(userId);
    }

    /** The next requests are answered 503, as if it restarted. */
    public void fail(int times) {
        failures.set(times);
    }

    /** Of whom it was said that their media are erased, as often as it was said. */
    public List<Long> erased() {
        return List.copyOf(erased);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(
                    status(exchange.getRequestMethod(), exchange.getRequestURI().getPath()), -1);
        }
    }

    private int status(String method, String path) {
        Matcher matcher = PATH.matcher(path);
        if (!method.equals("PUT") || !matcher.matches()) {
            return 404;
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return 503;
        }
        long userId = Long.parseLong(matcher.group(1));
        if (!erasing.contains(userId)) {
            return 404;
        }
        erased.add(userId);
        return 204;
    }
}
