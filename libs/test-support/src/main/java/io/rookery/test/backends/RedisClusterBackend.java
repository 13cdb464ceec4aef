package io.rookery.test.backends;

import io.rookery.backends.Ports;
import io.rookery.backends.Redis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A cluster of three Redis masters, one for all contexts of this JVM, each with a key prefix of its own. Always embedded. */
public final class RedisClusterBackend implements TestBackend {

    private static final int SLOTS = 16_384;
    private static final int NODES = 3;

    /** Above it there is no room for the port of a node's bus. */
    private static final int LAST_PORT = 55_535;

    private static final class Cluster {
        static final List<Integer> PORTS = start();
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "ROOKERY_REDIS_CLUSTER_NODES",
                Cluster.PORTS.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")),
                "ROOKERY_REDIS_KEY_PREFIX",
                "");
    }

    private static List<Integer> start() {
        List<Integer> ports = IntStream.range(0, NODES).mapToObj(_ -> port()).toList();
        ports.forEach(port -> EmbeddedServer.start(directory -> Redis.clusterNode(directory, port)));
        for (int i = 0; i < NODES; i++) {
            send(ports.get(i), "CLUSTER ADDSLOTSRANGE " + SLOTS * i / NODES + " " + (SLOTS * (i + 1) / NODES - 1));
            send(ports.get(i), "CLUSTER MEET 127.0.0.1 " + ports.getFirst());
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> ports.stream().allMatch(RedisClusterBackend::joined));
        return ports;
    }

    private static int port() {
        int port;
        do {
            port = Ports.free();
        } while (port > LAST_PORT);
        return port;
    }

    /** All slots are served, as far as this node knows, and by all nodes. */
    private static boolean joined(int port) {
        String state = send(port, "CLUSTER INFO");
        return state.contains("cluster_state:ok") && state.contains("cluster_size:" + NODES);
    }

    private static String send(int port, String command) {
        try (Socket socket = new Socket("127.0.0.1", port);
                var reply =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return reply.lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
