package io.rookery.tweet.ids;

import io.rookery.defaults.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.ids}.
 *
 * @param lease how long a node id stays with an instance that no longer renews it; whole seconds
 * @param renewal how often it is renewed
 * @param margin how long before the lease ends an instance stops issuing ids
 * @param clockWait how far the clock may run backwards before requests are refused instead of waiting for it
 */
@ConfigurationProperties("rookery.ids")
public record IdsProperties(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("10s") Duration renewal,
        @DefaultValue("10s") Duration margin,
        @DefaultValue("50ms") Duration clockWait) {

    public IdsProperties {
        if (!renewal.isPositive() || margin.isNegative() || clockWait.isNegative()) {
            throw new InvalidSettingException("rookery.ids: renewal, margin and clock-wait must not be negative");
        }
        if (lease.toNanosPart() != 0 || lease.compareTo(renewal.plus(margin)) <= 0) {
            throw new InvalidSettingException(
                    "rookery.ids.lease must be whole seconds and longer than renewal and margin together");
        }
    }
}
