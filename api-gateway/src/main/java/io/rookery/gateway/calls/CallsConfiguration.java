package io.rookery.gateway.calls;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rookery.gateway.routes.Service;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallsConfiguration {

    /** Percent of calls that failed, or were slow, at which nothing more is sent. */
    private static final float BROKEN_PERCENT = 50;

    @Bean
    CircuitBreakerRegistry circuits(CallsProperties settings) {
        CircuitBreakerRegistry circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(settings.window(), settings.minimum(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(BROKEN_PERCENT)
                .slowCallRateThreshold(BROKEN_PERCENT)
                .slowCallDurationThreshold(settings.slow())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                // Probes whose clients go away must not leave it half open for ever
                .maxWaitDurationInHalfOpenState(settings.pause())
                .build());
        for (Service service : Service.values()) {
            circuits.circuitBreaker(service.id());
        }
        return circuits;
    }

    @Bean
    BulkheadRegistry bulkheads(CallsProperties settings) {
        BulkheadRegistry bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(settings.concurrency())
                .maxWaitDuration(Duration.ZERO)
                .build());
        for (Service service : Service.values()) {
            bulkheads.bulkhead(service.id());
        }
        return bulkheads;
    }

    @Bean
    MeterBinder circuitMetrics(CircuitBreakerRegistry circuits) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits);
    }

    @Bean
    MeterBinder bulkheadMetrics(BulkheadRegistry bulkheads) {
        return TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads);
    }
}
