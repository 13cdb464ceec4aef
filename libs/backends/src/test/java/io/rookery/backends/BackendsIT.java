package io.rookery.backends;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each server is started for real, killed, started again on the same ports and data, and stopped. */
class BackendsIT {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<ChildProcess> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(ChildProcess::kill);
    }

    @Test
    void postgres_keeps_committed_rows_through_a_kill_and_stops_with_clients_connected() throws SQLException {
        var postgres = new Postgres(folder, Ports.free(), "a password");
        ChildProcess first = start(postgres);
        postgres.createDatabase("rookery_users");
        postgres.createDatabase("rookery_users");
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE follows (followee text)");
            statement.execute("INSERT INTO follows VALUES ('grace')");
            killAndExpectNothingLeft(first, postgres);
        }

        ChildProcess second = start(postgres);

        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            try (ResultSet follows = statement.executeQuery("SELECT followee FROM follows")) {
                assertThat(follows.next()).isTrue();
                assertThat(follows.getString(1)).isEqualTo("grace");
            }
            assertThat(setting(statement, "fsync")).isEqualTo("on");
            assertThat(setting(statement, "synchronous_commit")).isEqualTo("on");
            stopAndExpectNothingLeft(second, postgres);
        }
    }

    @Test
    void postgres_starts_though_another_process_has_the_pid_of_the_killed_server() throws IOException {
        var postgres = new Postgres(folder, Ports.free(), "a password");
        start(postgres).kill();
        Path pidFile = folder.resolve("data/postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);

        ChildProcess second = start(postgres);

        stopAndExpectNothingLeft(second, postgres);
    }

    @Test
    void postgres_asks_for_the_password() {
        int port = Ports.free();
        var postgres = new Postgres(folder, port, "a password");
        start(postgres);

        assertThat(new Postgres(folder, port, "another password").ready()).isFalse();
    }

    @Test
    void redis_keeps_what_is_a_second_old_through_a_kill() throws IOException {
        var redis = new Redis(folder, Ports.free());
        ChildProcess first = start(redis);
        assertThat(redis(redis, "SET timeline full")).isEqualTo("+OK");
        // The log of writes reaches the file within a second
        await().atMost(Duration.ofSeconds(10)).until(() -> appendOnlyFilesContain("timeline"));
        killAndExpectNothingLeft(first, redis);

        ChildProcess second = start(redis);

        assertThat(redis(redis, "APPEND timeline er")).isEqualTo(":6");
        stopAndExpectNothingLeft(second, redis);
    }

    @Test
    void kafka_comes_back_after_a_kill() {
        var kafka = new Kafka(folder, Ports.free(), Ports.free());
        killAndExpectNothingLeft(start(kafka), kafka);

        stopAndExpectNothingLeft(start(kafka), kafka);
    }

    @Test
    void cassandra_keeps_rows_through_a_kill() throws IOException {
        var cassandra = new Cassandra(folder, Ports.free(), Ports.free());
        ChildProcess first = start(cassandra);
        try (var cql = new CqlConnection(cassandra.port())) {
            cql.execute("CREATE KEYSPACE rookery"
                    + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            cql.execute("CREATE TABLE rookery.tweets (id bigint PRIMARY KEY, text text)");
            cql.execute("INSERT INTO rookery.tweets (id, text) VALUES (1, 'hello')");
        }
        killAndExpectNothingLeft(first, cassandra);

        ChildProcess second = start(cassandra);

        try (var cql = new CqlConnection(cassandra.port())) {
            assertThat(cql.execute("SELECT text FROM rookery.tweets WHERE id = 1"))
                    .contains("hello");
        }
        stopAndExpectNothingLeft(second, cassandra);
    }

    @Test
    void the_object_store_comes_back_after_a_kill() {
        var store = new S3Store(folder, Ports.free(), "an-access-key", "a-secret-key");
        killAndExpectNothingLeft(start(store), store);

        stopAndExpectNothingLeft(start(store), store);
    }

    private ChildProcess start(Backend backend) {
        assertThat(backend.ready()).isFalse();
        ChildProcess process = ChildProcess.start(backend.prepare());
        started.add(process);
        process.awaitReady(backend::ready, START);
        return process;
    }

    private static void killAndExpectNothingLeft(ChildProcess process, Backend backend) {
        List<ProcessHandle> family = family(process);
        process.kill();
        assertThat(family).noneMatch(ChildProcess::isAlive);
        assertThat(Ports.isFree(backend.port())).isTrue();
    }

    private static void stopAndExpectNothingLeft(ChildProcess process, Backend backend) {
        List<ProcessHandle> family = family(process);
        assertThat(process.stop(GRACE)).as("ended by itself").isTrue();
        assertThat(family).noneMatch(ChildProcess::isAlive);
        assertThat(Ports.isFree(backend.port())).isTrue();
    }

    private static List<ProcessHandle> family(ChildProcess process) {
        ProcessHandle root = ProcessHandle.of(process.pid()).orElseThrow();
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static Connection connect(Postgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("rookery_users"), Postgres.USER, "a password");
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet value = statement.executeQuery("SHOW " + name)) {
            value.next();
            return value.getString(1);
        }
    }

    private static String redis(Redis redis, String command) throws IOException {
        try (Socket socket = Sockets.connect(redis.port())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private boolean appendOnlyFilesContain(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/appendonlydir"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }
}
