package io.rookery.gateway.limits;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    private static final LongSupplier MICROS = () -> System.nanoTime() / 1_000;

    @Bean
    BucketStore bucketStore(LimitsProperties settings) {
        return new BucketStore(settings.redisUrl(), settings.keyPrefix());
    }

    @Bean
    Limits limits(BucketStore shared, LimitsProperties settings, MeterRegistry registry) {
        Duration longest = Arrays.stream(LimitGroup.values())
                .map(group -> settings.bucket(group).window())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Limits(
                shared,
                new LocalBuckets(MICROS, longest),
                settings,
                new LimitsMetrics(registry),
                MICROS,
                Schedulers.parallel());
    }
}
