package io.rookery.tweet.engagements;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What to watch: how much is written together, and how often in vain. */
@Component
class EngagementsMetrics {

    private final DistributionSummary written;
    private final Counter conflicts;
    private final Counter unknown;
    private final Counter refused;

    EngagementsMetrics(MeterRegistry registry) {
        written = DistributionSummary.builder("rookery.engagements.written")
                .description("Changes of one tweet that were written together")
                .register(registry);
        conflicts = Counter.builder("rookery.engagements.conflicts")
                .description("Attempts that another instance was ahead of")
                .register(registry);
        unknown = Counter.builder("rookery.engagements.unknown")
                .description("Attempts that Cassandra did not answer, or could not say whether they were made")
                .register(registry);
        refused = Counter.builder("rookery.engagements.refused")
                .description("Changes refused because too many of the same tweet were waiting")
                .register(registry);
    }

    void written(int changes) {
        written.record(changes);
    }

    void conflict() {
        conflicts.increment();
    }

    void unknown() {
        unknown.increment();
    }

    void refused() {
        refused.increment();
    }
}
