package io.rookery.backends;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Redis 7.0 with an append-only file: a kill of the machine loses at most the last second. It refuses writes rather than evict. */
public final class Redis extends Backend {

    private static final String VERSION = "7.0.15";

    private final Path directory;
    private final int port;
    private final boolean cluster;

    private Redis(Path directory, int port, boolean cluster) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.cluster = cluster;
    }

    public Redis(Path directory, int port) {
        this(directory, port, false);
    }

    /** A node that waits to meet others; its bus listens 10,000 above its port. */
    public static Redis clusterNode(Path directory, int port) {
        return new Redis(directory, port, true);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Launch prepare() {
        String program = "redis-server-" + VERSION + "-" + platform();
        Path executable =
                UserCache.folder(program, folder -> unpack(program, folder)).resolve(program);
        Path data = directory.resolve("data");
        try {
            Files.createDirectories(data);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot prepare " + data, failed);
        }
        List<String> command = List.of(
                executable.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--maxmemory-policy",
                "noeviction",
                "--cluster-enabled",
                cluster ? "yes" : "no");
        return new Launch(name(), command, Map.of(), directory, directory.resolve("redis.log"));
    }

    @Override
    public boolean ready() {
        try {
            return answers(port, "PING", "+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Makes the one on this port forget everything. */
    public static void flush(int port) {
        try {
            if (!answers(port, "FLUSHALL", "+OK")) {
                throw new IllegalStateException("Redis did not forget");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be flushed", e);
        }
    }

    private static boolean answers(int port, String command, String answer) throws IOException {
        byte[] expected = answer.getBytes(US_ASCII);
        try (Socket socket = Sockets.connect(port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
            return Arrays.equals(expected, socket.getInputStream().readNBytes(expected.length));
        }
    }

    private static String platform() {
        return (Machine.isMac() ? "darwin" : "linux") + "-" + (Machine.isArm() ? "arm64" : "amd64");
    }

    private static void unpack(String program, Path folder) throws IOException {
        try (InputStream binary = Redis.class.getResourceAsStream("/" + program)) {
            if (binary == null) {
                throw new StartFailedException("There is no Redis for this machine: " + program);
            }
            Path executable = folder.resolve(program);
            Files.copy(binary, executable);
            Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
