package io.rookery.tweet.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/** Sends events to Kafka and deletes those that were acknowledged. */
@Component
class OutboxPublisher {

    private final KafkaOperations<String, String> kafka;
    private final KafkaAdmin admin;
    private final String topic;
    private final NewTopic[] topics;
    private final OutboxRepository repository;
    private final OutboxMetrics metrics;

    OutboxPublisher(
            KafkaOperations<String, String> kafka,
            KafkaAdmin admin,
            NewTopic tweetsTopic,
            List<NewTopic> topics,
            OutboxRepository repository,
            OutboxMetrics metrics) {
        this.kafka = kafka;
        this.admin = admin;
        this.topic = tweetsTopic.name();
        this.topics = topics.toArray(NewTopic[]::new);
        this.repository = repository;
        this.metrics = metrics;
    }

    /** Makes the topic, and those for dead letters, unless they are there. */
    void ensureTopics() {
        admin.createOrModifyTopics(topics);
    }

    /**
     * Sends all, then waits for all; bounded by the producer's {@code delivery.timeout.ms} and {@code max.block.ms}.
     *
     * @throws RuntimeException if some were not acknowledged; the others are deleted nevertheless
     */
    void publish(List<OutboxEntry> entries) {
        List<CompletableFuture<SendResult<String, String>>> sent = new ArrayList<>(entries.size());
        RuntimeException failure = null;
        try {
            for (OutboxEntry entry : entries) {
                sent.add(kafka.send(topic, Long.toString(entry.authorId()), entry.payload()));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        List<OutboxEntry> acknowledged = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            RuntimeException failed = await(sent.get(i));
            if (failed == null) {
                acknowledged.add(entries.get(i));
            } else {
                failure = failed;
            }
        }
        if (!acknowledged.isEmpty()) {
            metrics.published(acknowledged.size());
            repository.delete(acknowledged);
        }
        if (failure != null) {
            metrics.failed();
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
