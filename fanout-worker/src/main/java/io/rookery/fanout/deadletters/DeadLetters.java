package io.rookery.fanout.deadletters;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The events set aside in all topics of one installation. Those that wait are those that are there: who is done with one deletes
 * it from its topic. Every method ends with what was there when it began, so an event that fails again is not met twice.
 */
final class DeadLetters implements AutoCloseable {

    /** Of the headers that say why. */
    private static final String WHY = "kafka_dlt-";

    private static final int TIMEOUT_MS = 10_000;
    private static final int FETCH_BYTES = 4 * 1024 * 1024;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FRUITLESS_POLLS = 50;

    private final String prefix;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    DeadLetters(
            String prefix,
            Map<String, Object> adminSettings,
            Map<String, Object> consumerSettings,
            Map<String, Object> producerSettings) {
        this.prefix = prefix;
        Map<String, Object> asking = new HashMap<>(adminSettings);
        asking.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        asking.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        Map<String, Object> reading = new HashMap<>(consumerSettings);
        reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        reading.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        reading.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        admin = Admin.create(asking);
        consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        producer = new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Without the prefix, as {@code tweets.v1}. */
    SortedSet<String> topics() {
        return done(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(prefix) && name.endsWith(DeadLettersConfiguration.SUFFIX))
                .map(name -> name(name.substring(0, name.length() - DeadLettersConfiguration.SUFFIX.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Shows each. @return how many there are */
    long list(Set<String> topics, Consumer<DeadLetter> show) {
        return forEach(topics, show, (_, _) -> {});
    }

    /**
     * Sends each to the topic it came from, with its key, and deletes it when Kafka has it there. Who dies in between sends it
     * once more the next time; consumers do not mind.
     *
     * @return how many were sent
     */
    long replay(Set<String> topics, Consumer<DeadLetter> show) {
        return forEach(topics, show, (partition, letters) -> {
            List<Future<?>> sent = new ArrayList<>();
            letters.forEach(letter -> sent.add(producer.send(again(letter))));
            sent.forEach(DeadLetters::done);
            delete(partition, letters);
        });
    }

    /** @return how many were deleted */
    long discard(Set<String> topics, Consumer<DeadLetter> show) {
        return forEach(topics, show, this::delete);
    }

    /** What is done to the oldest letters of a partition, all of them up to the last given. */
    private interface Effect {
        void on(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> letters);
    }

    private long forEach(Set<String> topics, Consumer<DeadLetter> show, Effect effect) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(prefix + topic + DeadLettersConfiguration.SUFFIX).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        long count = 0;
        int fruitless = 0;
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            if (batch.isEmpty() && ++fruitless > FRUITLESS_POLLS) {
                throw new TimeoutException("the events that were set aside cannot be read");
            }
            for (TopicPartition partition : batch.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> letters = batch.records(partition).stream()
                        .filter(letter -> letter.offset() < end(ends, partition))
                        .toList();
                if (!letters.isEmpty()) {
                    effect.on(partition, letters);
                    letters.forEach(letter -> show.accept(DeadLetter.of(name(original(letter)), letter)));
                    count += letters.size();
                }
            }
        }
        return count;
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> letter) {
        var event = new ProducerRecord<>(original(letter), letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(WHY)) {
                event.headers().add(header);
            }
        }
        return event;
    }

    private void delete(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> letters) {
        long next = letters.getLast().offset() + 1;
        done(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(next)))
                .all());
    }

    private static String original(ConsumerRecord<?, ?> letter) {
        return letter.topic().substring(0, letter.topic().length() - DeadLettersConfiguration.SUFFIX.length());
    }

    private String name(String topic) {
        return topic.substring(prefix.length());
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
        admin.close(Duration.ZERO);
    }
}
