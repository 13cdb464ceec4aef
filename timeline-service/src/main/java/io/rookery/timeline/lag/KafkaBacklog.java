package io.rookery.timeline.lag;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import io.rookery.timeline.lag.Backlog.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka how far the workers have come: what their group has committed, not what any of them says, so that it is known also
 * when none is alive. Looks on under the group's name and never joins it or commits. For one thread.
 */
class KafkaBacklog implements AutoCloseable {

    private static final int REQUEST_TIMEOUT_MS = 3_000;

    /** Of all partitions behind together, and of each: only its first record is of interest. */
    private static final int FETCH_BYTES = 1024 * 1024;

    private static final int PARTITION_BYTES = 64 * 1024;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FRUITLESS_POLLS = 50;

    private final Map<String, Object> settings;
    private final String prefix;
    private final List<String> topics;
    private @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * @param connection how a consumer reaches Kafka
     * @param prefix of all topics of this installation
     * @param topics without it, those the workers read
     */
    KafkaBacklog(Map<String, Object> connection, String group, String prefix, List<String> topics) {
        settings = new HashMap<>(connection);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "timeline-lag");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        this.prefix = prefix;
        this.topics = List.copyOf(topics);
    }

    /**
     * A group that has committed nothing in a partition has all of it before it: workers begin at the earliest event. A topic
     * that nobody has made yet counts as one empty partition.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer, within 3 s a question and 10 s for the events
     */
    Backlog ask() {
        Consumer<byte[], byte[]> kafka = connected();
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        Set<TopicPartition> read = partitions(kafka, topics.stream());
        Set<TopicPartition> dead =
                partitions(kafka, topics.stream().map(topic -> topic + DeadLettersConfiguration.SUFFIX));
        for (Set<TopicPartition> each : List.of(read, dead)) {
            if (!each.isEmpty()) {
                begins.putAll(kafka.beginningOffsets(each));
                ends.putAll(kafka.endOffsets(each));
            }
        }
        return new Backlog(oldest(kafka, read, begins, ends), deadLetters(dead, begins, ends));
    }

    private Map<Partition, Optional<Instant>> oldest(
            Consumer<byte[], byte[]> kafka,
            Set<TopicPartition> read,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed = read.isEmpty() ? Map.of() : kafka.committed(read);
        Map<TopicPartition, Long> behind = new HashMap<>();
        Map<Partition, Optional<Instant>> oldest = new HashMap<>();
        topics.forEach(topic -> oldest.put(new Partition(topic, 0), Optional.empty()));
        for (TopicPartition partition : read) {
            OffsetAndMetadata commit = committed.get(partition);
            // Events that were deleted for their age are not owed any more
            long next = Math.max(begins.getOrDefault(partition, 0L), commit == null ? 0 : commit.offset());
            oldest.put(named(partition), Optional.empty());
            if (next < ends.getOrDefault(partition, 0L)) {
                behind.put(partition, next);
            }
        }
        times(kafka, behind, ends).forEach((partition, time) -> oldest.put(named(partition), Optional.of(time)));
        return oldest;
    }

    /** When the events at these offsets happened. */
    private static Map<TopicPartition, Instant> times(
            Consumer<byte[], byte[]> kafka, Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Instant> times = new HashMap<>();
        kafka.assign(offsets.keySet());
        try {
            offsets.forEach(kafka::seek);
            Set<TopicPartition> left = new HashSet<>(offsets.keySet());
            for (int fruitless = 0; !left.isEmpty(); ) {
                ConsumerRecords<byte[], byte[]> events = kafka.poll(POLL);
                if (events.isEmpty() && ++fruitless > FRUITLESS_POLLS) {
                    throw new TimeoutException("No event came of " + left);
                }
                for (TopicPartition partition : events.partitions()) {
                    times.putIfAbsent(
                            partition,
                            Instant.ofEpochMilli(
                                    events.records(partition).getFirst().timestamp()));
                }
                // Where no event is left at or above the offset, reading just arrives at the end
                left.removeIf(partition ->
                        times.containsKey(partition) || kafka.position(partition) >= ends.getOrDefault(partition, 0L));
                kafka.pause(times.keySet());
            }
        } finally {
            kafka.unsubscribe();
        }
        return times;
    }

    /** A replay or a discard deletes letters from the beginning, so those that wait are those that are there. */
    private Map<String, Long> deadLetters(
            Set<TopicPartition> dead, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Map<String, Long> waiting = new HashMap<>();
        topics.forEach(topic -> waiting.put(topic, 0L));
        for (TopicPartition partition : dead) {
            String topic = partition.topic().substring(prefix.length());
            waiting.merge(
                    topic.substring(0, topic.length() - DeadLettersConfiguration.SUFFIX.length()),
                    ends.getOrDefault(partition, 0L) - begins.getOrDefault(partition, 0L),
                    Long::sum);
        }
        return waiting;
    }

    private Set<TopicPartition> partitions(Consumer<?, ?> kafka, Stream<String> names) {
        Set<TopicPartition> partitions = new HashSet<>();
        names.map(name -> kafka.partitionsFor(prefix + name))
                .flatMap(Collection::stream)
                .forEach(partition -> partitions.add(new TopicPartition(partition.topic(), partition.partition())));
        return partitions;
    }

    private Partition named(TopicPartition partition) {
        return new Partition(partition.topic().substring(prefix.length()), partition.partition());
    }

    /** Only when it is asked for the first time: an address whose name is not known yet must not keep the service from starting. */
    private Consumer<byte[], byte[]> connected() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
