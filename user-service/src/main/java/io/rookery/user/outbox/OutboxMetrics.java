package io.rookery.user.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What to watch: how many events wait, since when, and whether sending fails. */
@Component
class OutboxMetrics {

    private final Counter published;
    private final Counter failures;

    OutboxMetrics(MeterRegistry registry, OutboxRepository repository) {
        published = Counter.builder("rookery.outbox.published")
                .description("Events that Kafka acknowledged")
                .register(registry);
        failures = Counter.builder("rookery.outbox.failures")
                .description("Attempts to send that failed at least in part")
                .register(registry);
        Gauge.builder("rookery.outbox.rows", repository, OutboxRepository::size)
                .description("Events waiting, at most 100,000 are counted")
                .register(registry);
        Gauge.builder("rookery.outbox.age.seconds", repository, OutboxRepository::age)
                .description("Age of the oldest event waiting")
                .register(registry);
    }

    void published(int events) {
        published.increment(events);
    }

    void failed() {
        failures.increment();
    }
}
