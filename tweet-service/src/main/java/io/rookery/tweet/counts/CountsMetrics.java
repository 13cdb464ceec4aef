package io.rookery.tweet.counts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What to watch: how many counts nobody was told of. */
@Component
class CountsMetrics {

    private final Counter untold;

    CountsMetrics(MeterRegistry registry) {
        untold = Counter.builder("rookery.counts.untold")
                .description("Counts that were not told, because Kafka is away or too many waited")
                .register(registry);
    }

    void untold(int counts) {
        untold.increment(counts);
    }
}
