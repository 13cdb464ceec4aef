package io.rookery.user.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What to watch: whether some store does not get done. */
@Component
class ErasureMetrics {

    ErasureMetrics(MeterRegistry registry, ErasureRepository erasures) {
        Gauge.builder("rookery.erasure.age.seconds", erasures, ErasureRepository::age)
                .description("Age of the oldest erasure that not all stores have done")
                .register(registry);
    }
}
