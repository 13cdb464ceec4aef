package io.rookery.tweet.counting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.counting}.
 *
 * @param pause between two looks at the events that were left for later; well below {@code max.poll.interval.ms}, 5 min
 */
@Validated
@ConfigurationProperties("rookery.counting")
record CountingProperties(@DefaultValue("10s") Duration pause) {}
