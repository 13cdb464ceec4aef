package io.rookery.tweet.timelines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.test.backends.TestBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** timeline-service as tweet-service sees it. */
public final class PlayedTimelines implements TestBackend {

    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private final String url;

    public PlayedTimelines() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::hear);
            server.start();
            url = "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("ROOKERY_TIMELINE_SERVICE_URL", url);
    }

    /** What it was told of this tweet, method and path, in order. */
    public List<String> toldOf(String tweetId) {
        return told.stream().filter(each -> each.endsWith("/" + tweetId)).toList();
    }

    /** Requests are taken and not answered, until {@link #hearAgain}. */
    public void goDeaf() {
        silence = new CountDownLatch(1);
    }

    public void hearAgain() {
        silence.countDown();
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            told.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            silence.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
