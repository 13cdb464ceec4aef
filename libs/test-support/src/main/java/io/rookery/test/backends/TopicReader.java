package io.rookery.test.backends;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is on a topic of events, from its beginning. Connects when it is first asked. */
public class TopicReader implements AutoCloseable {

    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final JsonMapper JSON = new JsonMapper();

    private final KafkaBackend kafka;
    private final String topic;
    private final List<Event> seen = new ArrayList<>();
    private @Nullable KafkaConsumer<String, String> consumer;

    /** @param topic without the prefix of the context, as {@code tweets.v1} */
    public TopicReader(KafkaBackend kafka, String topic) {
        this.kafka = kafka;
        this.topic = kafka.topic(topic);
    }

    /** One record; {@code value} is what was sent, {@code body} the same read. */
    public record Event(String key, String value, JsonNode body) {

        public String type() {
            return text("type");
        }

        /** Empty if there is no such field. */
        public String text(String field) {
            return body.path(field).asString();
        }
    }

    /** Waits until the events are as expected; returns these and what came right after, those of one key in order. */
    public List<Event> await(Predicate<List<Event>> expected) {
        Awaitility.await().atMost(ENOUGH).until(this::read, expected::test);
        return read(); // once more: one that is told twice is seen
    }

    private synchronized List<Event> read() {
        if (consumer == null) {
            consumer = fromTheBeginning();
        }
        consumer.poll(POLL).forEach(sent -> seen.add(new Event(sent.key(), sent.value(), JSON.readTree(sent.value()))));
        return List.copyOf(seen);
    }

    private KafkaConsumer<String, String> fromTheBeginning() {
        var created = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = created.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        created.assign(partitions);
        created.seekToBeginning(partitions);
        return created;
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
