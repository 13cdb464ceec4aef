package io.rookery.tweet.timelines;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What to watch: how often timeline-service hears of a tweet by its event only. */
@Component
class TimelinesMetrics {

    private final Counter untold;

    TimelinesMetrics(MeterRegistry registry) {
        untold = Counter.builder("rookery.timelines.untold")
                .description("Tweets posted or deleted that timeline-service could not be told of at once")
                .register(registry);
    }

    void untold() {
        untold.increment();
    }
}
