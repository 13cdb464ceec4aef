package io.rookery.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the worker is, told by its consumers: asking Kafka again and again would take longer than what is waited for. */
public final class Commits implements ConsumerInterceptor<String, String> {

    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final Map<TopicPartition, Long> COMMITTED = new HashMap<>();

    /** From here on this much is done. */
    static void of(Map<TopicPartition, OffsetAndMetadata> commits) {
        synchronized (COMMITTED) {
            commits.forEach((partition, commit) -> COMMITTED.put(partition, commit.offset()));
            COMMITTED.notifyAll();
        }
    }

    /** @return whether it was so already */
    static boolean await(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + PATIENCE;
        synchronized (COMMITTED) {
            boolean atOnce = reached(ends);
            while (!reached(ends)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("The worker is stuck at " + COMMITTED + " before " + ends);
                }
                try {
                    COMMITTED.wait(Duration.ofNanos(left).toMillis() + 1);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
            return atOnce;
        }
    }

    private static boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> COMMITTED.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    @Override
    public ConsumerRecords<String, String> onConsume(ConsumerRecords<String, String> records) {
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        of(offsets);
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
