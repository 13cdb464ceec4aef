package io.rookery.user.passwords;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.passwords}.
 *
 * @param concurrentHashes how many hashes are computed at once, 19 MiB and one core each
 * @param maxWait how long a request waits for its turn before it is refused
 */
@Validated
@ConfigurationProperties("rookery.passwords")
record PasswordProperties(
        @Positive @DefaultValue("4") int concurrentHashes,
        @DefaultValue("2s") Duration maxWait) {}
