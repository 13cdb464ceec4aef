package io.rookery.media.uploads;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts what becomes of uploads. */
@Component
class UploadsMetrics {

    private final MeterRegistry registry;

    UploadsMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void settled(Media.State state) {
        registry.counter("rookery.media.settled", "state", state.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void swept() {
        registry.counter("rookery.media.swept").increment();
    }
}
