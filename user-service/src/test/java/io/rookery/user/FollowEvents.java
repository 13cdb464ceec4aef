package io.rookery.user;

import io.rookery.test.backends.KafkaBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is on {@code follows.v1}, from its beginning. */
@TestComponent
public class FollowEvents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String topic;
    private final JsonMapper json;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();
    private KafkaConsumer<String, String> consumer;

    public FollowEvents(KafkaBackend kafka, JsonMapper json) {
        this.bootstrapServers = kafka.bootstrapServers();
        this.topic = kafka.topic("follows.v1");
        this.json = json;
    }

    /** Waits until the last event of a follower is this one; returns all of the follower in their order. */
    public List<ConsumerRecord<String, String>> awaitLast(long followerId, String type, long followeeId) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
            var events = of(followerId);
            if (events.isEmpty()) {
                return false;
            }
            JsonNode last = json.readTree(events.getLast().value());
            return last.path("type").asString().equals(type)
                    && last.path("followee_id").asString().equals(Long.toString(followeeId));
        });
        return of(followerId);
    }

    /** What a consumer that skips repeated events makes of them, as {@code UserFollowed 42}. */
    public List<String> distinct(List<ConsumerRecord<String, String>> events) {
        record Told(String eventId, String text) {}
        return events.stream()
                .map(event -> json.readTree(event.value()))
                .map(event -> new Told(
                        event.path("event_id").asString(),
                        event.path("type").asString() + " "
                                + event.path("followee_id").asString()))
                .distinct()
                .map(Told::text)
                .toList();
    }

    private synchronized List<ConsumerRecord<String, String>> of(long followerId) {
        if (consumer == null) {
            consumer = fromTheBeginning();
        }
        consumer.poll(POLL).forEach(seen::add);
        return seen.stream()
                .filter(event -> event.key().equals(Long.toString(followerId)))
                .toList();
    }

    private KafkaConsumer<String, String> fromTheBeginning() {
        var created = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
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
