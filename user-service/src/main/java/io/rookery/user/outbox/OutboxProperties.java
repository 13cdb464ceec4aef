package io.rookery.user.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.outbox}.
 *
 * @param batch how many events are sent before their acknowledgements are awaited
 * @param pollInterval how long an event waits at most for a relay that was not woken, as after a crash
 * @param lease how long one relay keeps the others out without renewing; longer than sending a batch can take, which
 *     the producer's {@code max.block.ms} and {@code delivery.timeout.ms} bound
 * @param maxBackOff the longest pause between attempts while Kafka or PostgreSQL is down
 */
@Validated
@ConfigurationProperties("rookery.outbox")
record OutboxProperties(
        @Positive @Max(500) @DefaultValue("250") int batch,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("10s") Duration maxBackOff) {}
