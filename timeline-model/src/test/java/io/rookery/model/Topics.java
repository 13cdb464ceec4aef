package io.rookery.model;

import io.rookery.test.backends.KafkaBackend;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** What the worker reads, and how far it is. */
final class Topics {

    private static final String PAGES = "fanout.v1";
    private static final int PARTITIONS = 2;

    private final KafkaBackend kafka;
    private final String group;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final List<TopicPartition> partitions;

    /** Makes the topics that the played services own. */
    Topics(KafkaBackend kafka) {
        this.kafka = kafka;
        this.group = kafka.topic("fanout-worker");
        Map<String, Object> servers = Map.of("bootstrap.servers", kafka.bootstrapServers());
        this.admin = Admin.create(servers);
        this.producer = new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer());
        get(admin.createTopics(Stream.of(Event.TWEETS, Event.FOLLOWS, "users.v1", "counts.v1")
                        .map(topic -> new NewTopic(kafka.topic(topic), PARTITIONS, (short) 1))
                        .toList())
                .all());
        this.partitions = Stream.of(Event.TWEETS, Event.FOLLOWS, PAGES)
                .flatMap(topic -> Stream.of(0, 1).map(number -> new TopicPartition(kafka.topic(topic), number)))
                .toList();
    }

    void send(Event event) {
        producer.send(new ProducerRecord<>(kafka.topic(event.topic()), event.key(), event.json()));
    }

    /** Waits until the worker has done all there is. */
    void drain() {
        producer.flush();
        Awaitility.await("the worker has done all there is")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(20))
                .until(this::isDrained);
    }

    /** What is done is committed after its pages are handed on: asked in this order no page is overlooked. */
    private boolean isDrained() {
        Map<TopicPartition, Long> committed = committed();
        return ends().entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
    }

    /** While nobody consumes: of each partition the last so many records are taken for not done. */
    void forgetCommits(int records) {
        Map<TopicPartition, OffsetAndMetadata> earlier = new HashMap<>();
        committed()
                .forEach((partition, offset) ->
                        earlier.put(partition, new OffsetAndMetadata(Math.max(0, offset - records))));
        if (!earlier.isEmpty()) {
            get(admin.alterConsumerGroupOffsets(group, earlier).all());
        }
    }

    private Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> committed = new HashMap<>();
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null && partitions.contains(partition)) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
