package io.rookery.tweet.relations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What to watch: how often blocks could not be looked at. */
@Component
class RelationsMetrics {

    private final Counter unknown;

    RelationsMetrics(MeterRegistry registry) {
        unknown = Counter.builder("rookery.relations.unknown")
                .description(
                        "Reads that were answered without looking at blocks, because user-service could not be asked")
                .register(registry);
    }

    void unknown() {
        unknown.increment();
    }
}
