package io.rookery.gateway.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** What the limits did, for {@code /actuator/prometheus}. */
final class LimitsMetrics {

    private final Counter local;
    private final Map<LimitGroup, Counter> rejected = new EnumMap<>(LimitGroup.class);

    LimitsMetrics(MeterRegistry registry) {
        local = Counter.builder("rookery.limits.local")
                .description("Requests counted by this instance alone, because Redis did not answer")
                .register(registry);
        for (LimitGroup group : LimitGroup.values()) {
            rejected.put(
                    group,
                    Counter.builder("rookery.limits.rejected")
                            .description("Requests over the limit, answered 429")
                            .tag("group", group.title())
                            .register(registry));
        }
    }

    void countedLocally() {
        local.increment();
    }

    void rejected(LimitGroup group) {
        Counter counter = rejected.get(group);
        if (counter != null) {
            counter.increment();
        }
    }
}
