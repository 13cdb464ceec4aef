package io.rookery.user.erasure;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.erasure}.
 *
 * @param page how many follows, blocks or mutes are removed in one transaction
 * @param grace how long after the request other stores are told: by then every service has heard that the sessions of the
 *     account have ended, about two seconds, and the requests it let in before are done
 * @param pollInterval how long an erasure waits at most for a worker that was not woken, as after the grace or a crash
 */
@Validated
@ConfigurationProperties("rookery.erasure")
record ErasureProperties(
        @Positive @Max(5_000) @DefaultValue("500") int page,
        @DefaultValue("5s") Duration grace,
        @DefaultValue("1s") Duration pollInterval) {

    ErasureProperties {
        if (!grace.isPositive() || !pollInterval.isPositive()) {
            throw new IllegalArgumentException("rookery.erasure: grace and poll-interval must be positive");
        }
    }
}
