package io.rookery.tweet.engagements;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.engagements}.
 *
 * @param queue how many changes of one tweet wait at once in this instance; the next one is refused with 503
 * @param batch how many changes of one tweet are written together
 * @param patience how long a request waits for its change; then it is answered 503, and may have been made
 */
@Validated
@ConfigurationProperties("rookery.engagements")
record EngagementsProperties(
        @Positive @DefaultValue("2000") int queue,
        @Positive @DefaultValue("100") int batch,
        @DefaultValue("4s") Duration patience) {}
