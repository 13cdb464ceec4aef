package io.rookery.test.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(classes = BackendsIT.Application.class)
@WithBackends({PostgresBackend.class, KafkaBackend.class, RedisBackend.class, CassandraBackend.class, S3Backend.class})
class BackendsIT {

    @Autowired
    PostgresBackend postgres;

    @Autowired
    KafkaBackend kafka;

    @Autowired
    RedisBackend redis;

    @Autowired
    CassandraBackend cassandra;

    @Autowired
    S3Backend s3;

    @Test
    void postgres_has_a_database_for_the_context(
            @Value("${ROOKERY_POSTGRES_URL}") String url,
            @Value("${ROOKERY_POSTGRES_USER}") String user,
            @Value("${ROOKERY_POSTGRES_PASSWORD}") String password)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            assertThat(connection.getCatalog()).startsWith("rookery_test_");
        }
    }

    @Test
    void another_context_has_another_database_in_the_same_server() throws SQLException {
        PostgresBackend other = new PostgresBackend();

        assertThat(other.port()).isEqualTo(postgres.port());
        assertThat(other.jdbcUrl()).isNotEqualTo(postgres.jdbcUrl());
        connect(other).close();
    }

    @Test
    void postgres_that_was_killed_comes_back_with_what_was_committed() throws SQLException {
        assumeThat(BackendMode.current())
                .as("only embedded servers can be killed and restarted")
                .isEqualTo(BackendMode.EMBEDDED);
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }

        postgres.kill();
        assertThatThrownBy(() -> connect(postgres)).isInstanceOf(SQLException.class);
        postgres.restart();

        try (Connection connection = connect(postgres);
                var statement = connection.createStatement();
                var answers = statement.executeQuery("SELECT answer FROM kept")) {
            assertThat(answers.next()).isTrue();
            assertThat(answers.getInt("answer")).isEqualTo(42);
        }
    }

    @Test
    void redis_answers(@Value("${ROOKERY_REDIS_URL}") URI url) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII))
                    .isEqualTo("+PONG\r\n");
        }
        assertThat(redis.keyPrefix()).startsWith("test-");
    }

    @Test
    void kafka_accepts_connections(@Value("${ROOKERY_KAFKA_BOOTSTRAP}") String bootstrap) throws IOException {
        assertThat(bootstrap).isEqualTo(kafka.bootstrapServers());
        new Socket(kafka.host(), kafka.port()).close();
        assertThat(kafka.topic("tweets.v1")).endsWith(".tweets.v1").startsWith("test-");
    }

    @Test
    void cassandra_accepts_connections(@Value("${ROOKERY_CASSANDRA_CONTACT_POINTS}") String contactPoint)
            throws IOException {
        assertThat(contactPoint).isEqualTo(cassandra.contactPoint());
        new Socket(cassandra.host(), cassandra.port()).close();
        assertThat(cassandra.keyspace()).startsWith("rookery_test_");
    }

    @Test
    void s3_refuses_who_has_no_key(@Value("${ROOKERY_S3_ENDPOINT}") URI endpoint) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) endpoint.resolve("/").toURL().openConnection();

        assertThat(connection.getResponseCode()).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        assertThat(s3.bucket()).startsWith("rookery-test-");
    }

    private static Connection connect(PostgresBackend postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {}
}
