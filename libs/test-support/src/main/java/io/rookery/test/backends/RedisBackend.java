package io.rookery.test.backends;

import io.rookery.backends.Ports;
import io.rookery.backends.Redis;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;

/** Redis, with a key prefix for each context. A {@code FLUSHALL} hits all of them. */
public final class RedisBackend extends ServerBackend {

    private static final int CONTAINER_PORT = 6379;
    private static final SharedServer SERVER =
            new SharedServer(directory -> new Redis(directory, Ports.free()), RedisBackend::container, CONTAINER_PORT);
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final String keyPrefix = "test-" + PREFIXES.incrementAndGet() + ":";

    public RedisBackend() {
        super(SERVER);
    }

    public String url() {
        return "redis://" + host() + ":" + port();
    }

    /** What every key of this context begins with. */
    public String keyPrefix() {
        return keyPrefix;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("ROOKERY_REDIS_URL", url(), "ROOKERY_REDIS_KEY_PREFIX", keyPrefix);
    }

    private static GenericContainer<?> container() {
        return new GenericContainer<>("redis:7.0.15").withExposedPorts(CONTAINER_PORT);
    }
}
