package io.rookery.tweet.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.tweet.ids.LeaseKeeper;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** What to watch: how many are published, and how far behind the oldest one may be. */
@Component
class OutboxMetrics {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Counter published;
    private final Counter failures;

    OutboxMetrics(MeterRegistry registry, OutboxQueue queue, LeaseKeeper keeper, InstantSource clock) {
        published = Counter.builder("rookery.outbox.published")
                .description("Events that Kafka acknowledged")
                .register(registry);
        failures = Counter.builder("rookery.outbox.failures")
                .description("Attempts to publish that failed at least in part")
                .register(registry);
        Gauge.builder("rookery.outbox.queued", queue, OutboxQueue::size)
                .description("Events waiting in memory")
                .register(registry);
        Gauge.builder("rookery.outbox.catching.up", queue, q -> q.isOpen() ? 0 : 1)
                .description("1 while Kafka cannot be reached or the sweep is behind")
                .register(registry);
        Gauge.builder(
                        "rookery.outbox.unswept.seconds",
                        keeper,
                        k -> k.held()
                                .map(_ -> (clock.millis() - k.sweptUntil()) / MILLIS_PER_SECOND)
                                .orElse(0.0))
                .description(
                        "Age of the newest moment before which all is published; about the settle time when healthy")
                .register(registry);
    }

    void published(int events) {
        published.increment(events);
    }

    void failed() {
        failures.increment();
    }
}
