package io.rookery.model;

import io.rookery.test.backends.KafkaBackend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the worker reads, and how far it is. */
final class Topics {

    private static final String PAGES = "fanout.v1";
    private static final int PARTITIONS = 2;

    private final KafkaBackend kafka;
    private final String group;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final List<TopicPartition> partitions;
    private final List<TopicPartition> pages;

    /** Makes the topics that the played services own. */
    Topics(KafkaBackend kafka) {
        this.kafka = kafka;
        this.group = kafka.topic("fanout-worker");
        Map<String, Object> servers = Map.of("bootstrap.servers", kafka.bootstrapServers());
        this.admin = Admin.create(servers);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
        get(admin.createTopics(Stream.of(Event.TWEETS, Event.FOLLOWS, "users.v1", "counts.v1")
                        .map(topic -> new NewTopic(kafka.topic(topic), PARTITIONS, (short) 1))
                        .toList())
                .all());
        this.partitions = Stream.of(Event.TWEETS, Event.FOLLOWS, PAGES)
                .flatMap(topic -> Stream.of(0, 1).map(number -> new TopicPartition(kafka.topic(topic), number)))
                .toList();
        this.pages = partitions.stream()
                .filter(partition -> partition.topic().equals(kafka.topic(PAGES)))
                .toList();
    }

    Future<RecordMetadata> send(Event event) {
        return producer.send(new ProducerRecord<>(kafka.topic(event.topic()), event.key(), event.json()));
    }

    /**
     * Waits until the worker has done these, and all that came of them: it hands on pages of followers before it commits, and
     * there are not more generations of them than followers.
     */
    void drain(List<Future<RecordMetadata>> sent) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Future<RecordMetadata> each : sent) {
            RecordMetadata record = get(each);
            ends.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
        }
        Commits.await(ends);
        for (int generation = 0; generation < World.USERS; generation++) {
            if (Commits.await(ends(pages))) {
                return;
            }
        }
    }

    /** While nobody consumes: of each partition the last so many records are taken for not done. */
    void forgetCommits(int records) {
        Map<TopicPartition, OffsetAndMetadata> earlier = new HashMap<>();
        committed()
                .forEach((partition, offset) ->
                        earlier.put(partition, new OffsetAndMetadata(Math.max(0, offset - records))));
        if (!earlier.isEmpty()) {
            get(admin.alterConsumerGroupOffsets(group, earlier).all());
            Commits.of(earlier);
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

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T get(Future<T> future) {
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
