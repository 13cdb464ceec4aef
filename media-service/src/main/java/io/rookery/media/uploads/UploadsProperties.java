package io.rookery.media.uploads;

import io.rookery.defaults.settings.InvalidSettingException;
import io.rookery.media.originals.OriginalsStore;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.uploads}.
 *
 * @param abandonedAfter age at which what is not ready is removed; over twice what an upload's address is good for, since
 *     an upload may begin at its end
 */
@ConfigurationProperties("rookery.uploads")
record UploadsProperties(@DefaultValue("1h") Duration abandonedAfter) {

    UploadsProperties {
        if (abandonedAfter.compareTo(OriginalsStore.PRESIGNED_FOR.multipliedBy(2)) < 0) {
            throw new InvalidSettingException("rookery.uploads.abandoned-after must be at least 30 minutes");
        }
    }
}
