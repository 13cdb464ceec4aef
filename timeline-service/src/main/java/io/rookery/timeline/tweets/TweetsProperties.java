package io.rookery.timeline.tweets;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.tweets}.
 *
 * @param cached how many tweets are kept in memory; see the README for what one takes
 * @param fresh how long a tweet is kept: names, pictures and counts are at most so old. Less than tombstones last
 */
@Validated
@ConfigurationProperties("rookery.tweets")
record TweetsProperties(
        @Positive @DefaultValue("50000") int cached,
        @DefaultValue("60s") Duration fresh) {}
