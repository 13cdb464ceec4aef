package io.rookery.test.backends;

import io.rookery.backends.Ports;
import io.rookery.backends.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** PostgreSQL, with an empty database for each context. */
public final class PostgresBackend extends ServerBackend {

    private static final String USER = "rookery";
    private static final String PASSWORD = "rookery-test";
    private static final int CONTAINER_PORT = 5432;
    private static final SharedServer SERVER = new SharedServer(
            directory -> new Postgres(directory, Ports.free(), PASSWORD), PostgresBackend::container, CONTAINER_PORT);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String database = "rookery_test_" + DATABASES.incrementAndGet();

    public PostgresBackend() {
        super(SERVER);
        createDatabase();
    }

    /** The URL of this context's database. */
    public String jdbcUrl() {
        return jdbcUrl(database);
    }

    /** A superuser. */
    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "ROOKERY_POSTGRES_URL", jdbcUrl(),
                "ROOKERY_POSTGRES_USER", USER,
                "ROOKERY_POSTGRES_PASSWORD", PASSWORD);
    }

    private String jdbcUrl(String name) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + name;
    }

    private void createDatabase() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException failed) {
            throw new IllegalStateException("The database " + database + " could not be created", failed);
        }
    }

    private static GenericContainer<?> container() {
        return new GenericContainer<>("postgres:18.6")
                .withExposedPorts(CONTAINER_PORT)
                .withEnv("POSTGRES_USER", USER)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                // The first time it says so it is initialising its data, and restarts
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));
    }
}
