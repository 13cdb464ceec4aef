package io.rookery.test.backends;

import io.rookery.backends.Kafka;
import io.rookery.backends.Ports;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka, with a topic prefix for each context. Topics are made by who produces to them, never by use. */
public final class KafkaBackend extends ServerBackend {

    private static final int CONTAINER_PORT = 9092;
    private static final SharedServer SERVER = new SharedServer(
            directory -> new Kafka(directory, Ports.free(), Ports.free()), KafkaBackend::container, CONTAINER_PORT);
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final String topicPrefix = "test-" + PREFIXES.incrementAndGet() + ".";

    public KafkaBackend() {
        super(SERVER);
    }

    public String bootstrapServers() {
        return host() + ":" + port();
    }

    /** The name this context has for a topic, as {@code tweets.v1}. */
    public String topic(String name) {
        return topicPrefix + name;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("ROOKERY_KAFKA_BOOTSTRAP", bootstrapServers(), "ROOKERY_TOPIC_PREFIX", topicPrefix);
    }

    private static GenericContainer<?> container() {
        return new KafkaContainer("apache/kafka:4.4.0").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }
}
