package io.rookery.user.passwords;

import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.passwords}.
 *
 * @param concurrentHashes how many hashes are computed at once, 19 MiB and one core each; 0 for half of the cores, so that
 *     the other half is left for everything else
 * @param maxWaiting how many requests may wait for their turn
 * @param maxWait how long one waits before it is refused; with the hash itself below the 2 s from which the gateway takes
 *     a service for slow, or a flood of logins would open its circuit for all else
 * @param refuseCommon whether new passwords must not be among those that guessers try first
 */
@Validated
@ConfigurationProperties("rookery.passwords")
record PasswordProperties(
        @PositiveOrZero @DefaultValue("0") int concurrentHashes,
        @PositiveOrZero @DefaultValue("64") int maxWaiting,
        @DefaultValue("1s") Duration maxWait,
        @DefaultValue("false") boolean refuseCommon) {

    PasswordProperties {
        if (concurrentHashes == 0) {
            concurrentHashes = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
    }
}
