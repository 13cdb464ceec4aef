package io.rookery.tweet.authors;

import io.rookery.tweet.lookups.Freshness;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.authors}.
 *
 * @param cached how many authors are kept
 * @param fresh how long what is kept is good
 * @param stale how long it is used when user-service cannot be asked
 * @param pause for how long user-service is left alone after it failed
 */
@Validated
@ConfigurationProperties("rookery.authors")
record AuthorsProperties(
        @Positive @DefaultValue("10000") int cached,
        @DefaultValue("60s") Duration fresh,
        @DefaultValue("1h") Duration stale,
        @DefaultValue("2s") Duration pause) {

    Freshness freshness() {
        return new Freshness(cached, fresh, stale, pause);
    }
}
