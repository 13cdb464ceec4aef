package io.rookery.gateway.calls;

import io.rookery.defaults.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.calls}, alike for each service.
 *
 * @param concurrency requests that may wait for the beginning of a reply
 * @param slow a reply that begins later counts against the service
 * @param window calls that are looked at to judge it
 * @param minimum with fewer calls it is not judged
 * @param pause for which nothing is sent to a service that was found broken
 * @param probes calls that are let through then, to see whether it recovered
 */
@ConfigurationProperties("rookery.calls")
record CallsProperties(
        @DefaultValue("200") int concurrency,
        @DefaultValue("2s") Duration slow,
        @DefaultValue("100") int window,
        @DefaultValue("20") int minimum,
        @DefaultValue("5s") Duration pause,
        @DefaultValue("5") int probes) {

    CallsProperties {
        if (concurrency < 1 || minimum < 1 || window < minimum || probes < 1) {
            throw new InvalidSettingException(
                    "rookery.calls: concurrency, minimum and probes must be at least 1, and window at least minimum");
        }
        if (!slow.isPositive() || !pause.isPositive()) {
            throw new InvalidSettingException("rookery.calls: slow and pause must be above 0");
        }
    }
}
