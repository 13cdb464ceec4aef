package io.rookery.gateway.routes;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code rookery.gateway}: where the services are, each as {@code http(s)://host[:port]}.
 *
 * @param userService ROOKERY_USER_SERVICE_URL
 * @param tweetService ROOKERY_TWEET_SERVICE_URL
 * @param timelineService ROOKERY_TIMELINE_SERVICE_URL
 * @param mediaService ROOKERY_MEDIA_SERVICE_URL
 */
@ConfigurationProperties("rookery.gateway")
record ServicesProperties(URI userService, URI tweetService, URI timelineService, URI mediaService) {

    ServicesProperties {
        require("ROOKERY_USER_SERVICE_URL", userService);
        require("ROOKERY_TWEET_SERVICE_URL", tweetService);
        require("ROOKERY_TIMELINE_SERVICE_URL", timelineService);
        require("ROOKERY_MEDIA_SERVICE_URL", mediaService);
    }

    URI uri(Service service) {
        return switch (service) {
            case USER -> userService;
            case TWEET -> tweetService;
            case TIMELINE -> timelineService;
            case MEDIA -> mediaService;
        };
    }

    private static void require(String name, URI uri) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean hostOnly = uri.getHost() != null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawUserInfo() == null;
        if (!http || !hostOnly) {
            throw new InvalidSettingException(name + " must be http(s)://host[:port], without a path");
        }
    }
}
