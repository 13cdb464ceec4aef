package io.rookery.user.attempts;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.sign-in}.
 *
 * @param freeFailures how many passwords of one login name may be wrong before the next has to wait
 * @param retryInterval how often one more is let through then
 * @param forgottenAfter failures are forgotten when for so long none was added
 */
@Validated
@ConfigurationProperties("rookery.sign-in")
record SignInProperties(
        @Positive @DefaultValue("10") int freeFailures,
        @DefaultValue("1m") Duration retryInterval,
        @DefaultValue("15m") Duration forgottenAfter) {

    SignInProperties {
        if (!retryInterval.isPositive() || forgottenAfter.compareTo(retryInterval) < 0) {
            throw new IllegalArgumentException(
                    "rookery.sign-in: retry-interval must be positive, and forgotten-after no shorter");
        }
    }
}
