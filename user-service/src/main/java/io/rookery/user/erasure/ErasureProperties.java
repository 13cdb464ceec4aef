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
 * @param pollInterval how long an erasure waits at most for a worker that was not woken, as after a crash
 */
@Validated
@ConfigurationProperties("rookery.erasure")
record ErasureProperties(
        @Positive @Max(5_000) @DefaultValue("500") int page,
        @DefaultValue("5s") Duration pollInterval) {}
