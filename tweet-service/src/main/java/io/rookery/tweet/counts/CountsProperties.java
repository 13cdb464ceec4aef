package io.rookery.tweet.counts;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.counts}.
 *
 * @param interval how often counts of one tweet are told at most
 * @param waiting of how many tweets counts wait to be told; those of more are not
 */
@Validated
@ConfigurationProperties("rookery.counts")
record CountsProperties(
        @DefaultValue("200ms") Duration interval,
        @Positive @DefaultValue("10000") int waiting) {}
