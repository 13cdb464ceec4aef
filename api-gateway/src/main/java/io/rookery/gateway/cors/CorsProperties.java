package io.rookery.gateway.cors;

import io.rookery.defaults.settings.InvalidSettingException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.cors}.
 *
 * @param origins exactly as browsers send them, {@code https://app.example[:port]}, or only {@code *}: ROOKERY_CORS_ORIGINS
 */
@ConfigurationProperties("rookery.cors")
record CorsProperties(@DefaultValue List<String> origins) {

    static final String ANY = "*";

    /** As the URL standard serializes an origin: lower case, no path, not even a slash. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    CorsProperties {
        boolean any = origins.equals(List.of(ANY));
        if (!any && !origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new InvalidSettingException(
                    "ROOKERY_CORS_ORIGINS must be origins like https://app.example,http://localhost:3000, or only *");
        }
    }

    boolean allows(String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }
}
