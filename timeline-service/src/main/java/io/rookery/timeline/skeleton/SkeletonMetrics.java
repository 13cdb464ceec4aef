package io.rookery.timeline.skeleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What skeletons count. */
@Component
class SkeletonMetrics {

    private final Counter rebuilt;
    private final Counter authorsRebuilt;
    private final Counter degraded;

    SkeletonMetrics(MeterRegistry registry) {
        rebuilt = Counter.builder("rookery.timeline.rebuilds")
                .description("Timelines that were missing in Redis and were rebuilt")
                .register(registry);
        authorsRebuilt = Counter.builder("rookery.timeline.author.rebuilds")
                .description("Lists of pulled authors that were missing in Redis and were rebuilt")
                .register(registry);
        degraded = Counter.builder("rookery.timeline.degraded")
                .description("Reads served without stored timelines")
                .register(registry);
    }

    void rebuilt() {
        rebuilt.increment();
    }

    void authorRebuilt() {
        authorsRebuilt.increment();
    }

    void degraded() {
        degraded.increment();
    }
}
