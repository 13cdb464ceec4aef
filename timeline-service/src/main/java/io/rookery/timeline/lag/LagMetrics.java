package io.rookery.timeline.lag;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.rookery.timeline.lag.Backlog.Partition;
import io.rookery.timeline.lag.Ladder.Step;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** What the alerts on late deliveries and dead letters ask for. */
class LagMetrics {

    private final MeterRegistry registry;
    private final MultiGauge ages;
    private final MultiGauge deadLetters;

    LagMetrics(MeterRegistry registry) {
        this.registry = registry;
        ages = MultiGauge.builder("rookery.fanout.lag")
                .description("Age of the oldest event the workers have not processed, 0 if there is none")
                .baseUnit("seconds")
                .register(registry);
        deadLetters = MultiGauge.builder("rookery.dead.letters")
                .description("Events that were set aside and neither replayed nor discarded")
                .register(registry);
    }

    void step(Supplier<Step> step) {
        Gauge.builder("rookery.fanout.lag.step", () -> step.get().ordinal())
                .description("What readers do about it: 0 nothing, 1 nothing yet, 2 they pull everything")
                .register(registry);
    }

    void ages(Map<Partition, Duration> current) {
        ages.register(
                current.entrySet().stream()
                        .map(each -> Row.of(
                                Tags.of(
                                        "topic",
                                        each.getKey().topic(),
                                        "partition",
                                        Integer.toString(each.getKey().number())),
                                each.getValue().toMillis() / 1_000.0))
                        .toList(),
                true);
    }

    void deadLetters(Map<String, Long> waiting) {
        deadLetters.register(
                waiting.entrySet().stream()
                        .map(each -> Row.of(Tags.of("topic", each.getKey()), each.getValue()))
                        .toList(),
                true);
    }
}
