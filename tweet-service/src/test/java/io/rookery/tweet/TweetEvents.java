package io.rookery.tweet;

import io.rookery.test.backends.KafkaBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.json.JsonMapper;

/** What is on {@code tweets.v1}, from its beginning. */
@TestComponent
public class TweetEvents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String topic;
    private final JsonMapper json;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();
    private KafkaConsumer<String, String> consumer;

    @Autowired
    public TweetEvents(KafkaBackend kafka, JsonMapper json) {
        this(kafka, kafka.topic("tweets.v1"), json);
    }

    public TweetEvents(KafkaBackend kafka, String topic, JsonMapper json) {
        this.bootstrapServers = kafka.bootstrapServers();
        this.topic = topic;
        this.json = json;
    }

    /** Waits until there is such an event. */
    public ConsumerRecord<String, String> await(String type, String tweetId) {
        return awaitAll(type, List.of(tweetId)).get(tweetId);
    }

    /** Waits until there is such an event of each of the tweets. */
    public Map<String, ConsumerRecord<String, String>> awaitAll(String type, List<String> tweetIds) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> byTweet(type).keySet().containsAll(tweetIds));
        return byTweet(type);
    }

    private synchronized Map<String, ConsumerRecord<String, String>> byTweet(String type) {
        poll();
        Map<String, ConsumerRecord<String, String>> records = new HashMap<>();
        for (ConsumerRecord<String, String> record : seen) {
            var event = json.readTree(record.value());
            if (event.path("type").asString().equals(type)) {
                records.put(event.path("tweet_id").asString(), record);
            }
        }
        return records;
    }

    private void poll() {
        if (consumer == null) {
            var created = new KafkaConsumer<>(
                    Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                    new StringDeserializer(),
                    new StringDeserializer());
            List<TopicPartition> partitions = created.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            created.assign(partitions);
            created.seekToBeginning(partitions);
            consumer = created;
        }
        consumer.poll(POLL).forEach(seen::add);
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
