package io.rookery.timeline.lag;

import io.rookery.defaults.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.timelines.lag}.
 *
 * @param alert above this age of the oldest unprocessed event deliveries are late
 * @param pullAll above this age home timelines are pulled
 * @param interval between the end of one measurement and the next
 */
@ConfigurationProperties("rookery.timelines.lag")
record LagProperties(
        @DefaultValue("30s") Duration alert,
        @DefaultValue("5m") Duration pullAll,
        @DefaultValue("5s") Duration interval) {

    LagProperties {
        if (alert.toMillis() < 1_000 || pullAll.compareTo(alert) <= 0) {
            throw new InvalidSettingException(
                    "rookery.timelines.lag.alert must be at least 1s and pull-all longer, not " + alert + " and "
                            + pullAll);
        }
        if (interval.toMillis() < 100 || interval.compareTo(alert) > 0) {
            throw new InvalidSettingException(
                    "rookery.timelines.lag.interval must be at least 100ms and at most alert, not " + interval);
        }
    }
}
