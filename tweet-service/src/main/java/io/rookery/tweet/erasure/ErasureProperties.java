package io.rookery.tweet.erasure;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.erasure}.
 *
 * @param page tweets or reactions removed side by side
 * @param slice for how long one delivery of the event is worked on before Kafka is asked for it again; well below
 *     {@code max.poll.interval.ms}, 5 min
 */
@Validated
@ConfigurationProperties("rookery.erasure")
record ErasureProperties(
        @Positive @Max(100) @DefaultValue("50") int page,
        @DefaultValue("60s") Duration slice) {}
