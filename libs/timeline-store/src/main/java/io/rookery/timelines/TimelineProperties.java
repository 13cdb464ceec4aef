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
 * @param recent how many of them stay in the sorted set
 * @param slack how many more the sorted set takes before some move on: with the head at most the 128 entries up to which Redis
 *     by default keeps a sorted set in its small encoding
 * @param authored newest tweets kept of an author who is left to pull
 * @param expiry what nobody read for so long is dropped (the design's 30 days)
 * @param rebuildTimeout a rebuild that takes longer has died
 * @param tombstones how long deleted tweets are remembered: longer than anybody keeps the body of a tweet in memory
 */
@ConfigurationProperties("rookery.timelines")
public record TimelineProperties(
        @DefaultValue("") String keyPrefix,
        @DefaultValue("800") int capacity,
        @DefaultValue("60") int recent,
        @DefaultValue("60") int slack,
        @DefaultValue("60") int authored,
        @DefaultValue("30d") Duration expiry,
        @DefaultValue("60s") Duration rebuildTimeout,
        @DefaultValue("1h") Duration tombstones) {

    public TimelineProperties {
        if (recent < 1 || slack < 1 || recent + slack > 126) {
            throw new InvalidSettingException(
                    "rookery.timelines.recent and slack must be at least 1 and together at most 126, not " + recent
                            + " and " + slack);
        }
        if (capacity <= recent || capacity > 5_000) {
            throw new InvalidSettingException(
                    "rookery.timelines.capacity must be more than recent and at most 5000, not " + capacity);
        }
        if (authored < 1 || authored + slack > 126) {
            throw new InvalidSettingException(
                    "rookery.timelines.authored must be at least 1 and with slack at most 126, not " + authored);
        }
        if (expiry.toSeconds() < 1 || rebuildTimeout.toSeconds() < 1 || tombstones.toSeconds() < 1) {
            throw new InvalidSettingException(
                    "rookery.timelines.expiry, rebuild-timeout and tombstones must be at least 1s");
        }
    }
}
