package io.rookery.timeline.home;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What home reads count. */
@Component
class HomeMetrics {

    private final Counter rebuilt;
    private final Counter degraded;

    HomeMetrics(MeterRegistry registry) {
        rebuilt = Counter.builder("rookery.timeline.rebuilds")
                .description("Timelines that were missing in Redis and were rebuilt")
                .register(registry);
        degraded = Counter.builder("rookery.timeline.degraded")
                .description("Reads served without stored timelines")
                .register(registry);
    }

    void rebuilt() {
        rebuilt.increment();
    }

    void degraded() {
        degraded.increment();
    }
}
