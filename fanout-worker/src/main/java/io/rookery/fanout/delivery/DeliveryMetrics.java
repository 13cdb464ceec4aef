package io.rookery.fanout.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What delivery counts. */
@Component
class DeliveryMetrics {

    private final Counter pushed;
    private final Counter leftToPull;

    DeliveryMetrics(MeterRegistry registry) {
        pushed = Counter.builder("rookery.fanout.deliveries")
                .description("Entries written into timelines that exist")
                .register(registry);
        leftToPull = Counter.builder("rookery.fanout.left.to.pull")
                .description("Tweets of authors at or above the push limit")
                .register(registry);
    }

    void pushed(int entries) {
        pushed.increment(entries);
    }

    void leftToPull(int tweets) {
        leftToPull.increment(tweets);
    }
}
