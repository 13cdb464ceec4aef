package io.rookery.tweet.ids;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Out of service while no ids can be issued; part of readiness as {@code idLease}. */
@Component
class IdLeaseHealthIndicator implements HealthIndicator {

    private final IdGenerator ids;

    IdLeaseHealthIndicator(IdGenerator ids) {
        this.ids = ids;
    }

    @Override
    public Health health() {
        return (ids.isReady() ? Health.up() : Health.outOfService()).build();
    }
}
