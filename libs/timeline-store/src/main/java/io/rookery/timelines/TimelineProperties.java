package io.rookery.timelines;

import io.rookery.defaults.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.timelines}.
 *
 * @param keyPrefix put before every key, for several installations in one Redis
 * @param capacity newest entries kept for a reader (the design's 800)
 * @param slack entries a timeline may have over its capacity before it is trimmed: trimming on every push would double its cost
 * @param expiry a timeline that nobody read for so long is dropped (the design's 30 days)
 * @param rebuildTimeout a rebuild that takes longer has died
 */
@ConfigurationProperties("rookery.timelines")
public record TimelineProperties(
        @DefaultValue("") String keyPrefix,
        @DefaultValue("800") int capacity,
        @DefaultValue("80") int slack,
        @DefaultValue("30d") Duration expiry,
        @DefaultValue("60s") Duration rebuildTimeout) {

    public TimelineProperties {
        if (capacity < 1 || capacity > 10_000 || slack < 0 || slack > capacity) {
            throw new InvalidSettingException(
                    "rookery.timelines.capacity must be 1 to 10000 and slack 0 to capacity, not " + capacity + " and "
                            + slack);
        }
        if (expiry.toSeconds() < 1 || rebuildTimeout.toSeconds() < 1) {
            throw new InvalidSettingException("rookery.timelines.expiry and rebuild-timeout must be at least 1s");
        }
    }
}
