package io.rookery.tweet.counting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What to watch: counts that are late. */
@Component
class CountingMetrics {

    private final Counter leftForLater;

    CountingMetrics(MeterRegistry registry) {
        leftForLater = Counter.builder("rookery.counting.later")
                .description("Times that an author's tweets could not be counted and were left for later")
                .register(registry);
    }

    void leftForLater() {
        leftForLater.increment();
    }
}
