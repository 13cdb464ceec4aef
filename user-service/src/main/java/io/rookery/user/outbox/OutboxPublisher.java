package io.rookery.user.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;

/** Sends events to Kafka, outside of any transaction, and deletes those that were acknowledged. */
@Component
class OutboxPublisher {

    private final KafkaOperations<String, String> kafka;
    private final KafkaAdmin admin;
    private final List<NewTopic> topics;
    private final OutboxRepository repository;
    private final OutboxMetrics metrics;

    OutboxPublisher(
            KafkaOperations<String, String> kafka,
            KafkaAdmin admin,
            List<NewTopic> topics,
            OutboxRepository repository,
            OutboxMetrics metrics) {
        this.kafka = kafka;
        this.admin = admin;
        this.topics = topics;
        this.repository = repository;
        this.metrics = metrics;
    }

    /** Makes the topics unless they are there. */
    void ensureTopics() {
        admin.createOrModifyTopics(topics.toArray(NewTopic[]::new));
    }

    /**
     * Sends all in order, then waits for all; bounded by the producer's {@code max.block.ms} and
     * {@code delivery.timeout.ms}. Only the events before the first failure are deleted: those after it are sent again, so
     * that the last that a consumer sees of a key is the last that happened.
     *
     * @throws RuntimeException if some were not acknowledged
     */
    void publish(List<OutboxEntry> entries) {
        List<CompletableFuture<?>> sent = new ArrayList<>(entries.size());
        RuntimeException failure = null;
        try {
            for (OutboxEntry entry : entries) {
                sent.add(kafka.send(entry.topic(), entry.key(), entry.payload()));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        int acknowledged = sent.size();
        for (int i = sent.size() - 1; i >= 0; i--) {
            RuntimeException failed = await(sent.get(i));
            if (failed != null) {
                acknowledged = i;
                failure = failed;
            }
        }
        if (acknowledged > 0) {
            repository.delete(entries.subList(0, acknowledged));
            metrics.published(acknowledged);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException await(CompletableFuture<?> sent) {
        try {
            sent.join();
            return null;
        } catch (CompletionException e) {
            return e;
        }
    }
}
