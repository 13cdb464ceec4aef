package io.rookery.tweet.outbox;

import io.rookery.defaults.settings.InvalidSettingException;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.outbox}.
 *
 * @param queue events held in memory for publication; what does not fit waits for the sweep
 * @param batch events sent to Kafka before their acknowledgements are awaited
 * @param sweepInterval pause between two sweeps
 * @param minAge how old an event of this instance is before the sweep takes it from the queue's hands
 * @param settle after which time nothing is written under an event's id any more; an event that could not be
 *     confirmed as written within half of it is answered with 503
 * @param adoptInterval pause between two looks for what instances that are gone left behind
 */
@Validated
@ConfigurationProperties("rookery.outbox")
record OutboxProperties(
        @Positive @DefaultValue("10000") int queue,
        @Positive @DefaultValue("500") int batch,
        @DefaultValue("2s") Duration sweepInterval,
        @DefaultValue("5s") Duration minAge,
        @DefaultValue("60s") Duration settle,
        @DefaultValue("10s") Duration adoptInterval) {

    OutboxProperties {
        if (settle.compareTo(minAge.multipliedBy(2)) < 0) {
            throw new InvalidSettingException("rookery.outbox.settle must be at least twice min-age");
        }
    }
}
