package io.rookery.tweet.ids;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One generator and one lease an instance. */
@Configuration(proxyBeanMethods = false)
class IdsConfiguration {

    @Bean
    IdGenerator idGenerator(InstantSource clock, IdsProperties settings) {
        return new IdGenerator(clock, System::nanoTime, settings.clockWait());
    }

    @Bean
    LeaseKeeper leaseKeeper(NodeLeaseRepository leases, IdGenerator ids, IdsProperties settings, InstantSource clock) {
        return new LeaseKeeper(leases, ids, settings, clock, System::nanoTime);
    }
}
