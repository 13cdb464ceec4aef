package io.rookery.user.tweets;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.tweet-counts}.
 *
 * @param remembered of how many users the last known count is kept, for when tweet-service cannot be asked
 * @param pause for how long tweet-service is left alone after it failed; longer than a call may take, so that one
 *     caller at a time tries again
 */
@Validated
@ConfigurationProperties("rookery.tweet-counts")
record TweetCountProperties(
        @Positive @DefaultValue("100000") int remembered,
        @DefaultValue("2s") Duration pause) {}
