package io.rookery.test.backends;

import io.rookery.backends.Cassandra;
import io.rookery.backends.Ports;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Cassandra, with a keyspace name for each context; the service makes the keyspace. */
public final class CassandraBackend extends ServerBackend {

    private static final String DATACENTER = "datacenter1";
    private static final int CONTAINER_PORT = 9042;
    private static final SharedServer SERVER = new SharedServer(
            directory -> new Cassandra(directory, Ports.free(), Ports.free()),
            CassandraBackend::container,
            CONTAINER_PORT);
    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    private final String keyspace = "rookery_test_" + KEYSPACES.incrementAndGet();

    public CassandraBackend() {
        super(SERVER);
    }

    /** Host and port of the CQL server. */
    public String contactPoint() {
        return host() + ":" + port();
    }

    public String datacenter() {
        return DATACENTER;
    }

    public String keyspace() {
        return keyspace;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "ROOKERY_CASSANDRA_CONTACT_POINTS", contactPoint(),
                "ROOKERY_CASSANDRA_DATACENTER", DATACENTER,
                "ROOKERY_CASSANDRA_KEYSPACE", keyspace);
    }

    private static GenericContainer<?> container() {
        return new GenericContainer<>("cassandra:5.0.9")
                .withExposedPorts(CONTAINER_PORT)
                .withEnv("MAX_HEAP_SIZE", "512M")
                .withEnv("HEAP_NEWSIZE", "128M")
                .waitingFor(Wait.forLogMessage(".*Startup complete.*\\s", 1).withStartupTimeout(Duration.ofMinutes(3)));
    }
}
