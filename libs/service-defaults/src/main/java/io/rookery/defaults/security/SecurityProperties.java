package io.rookery.defaults.security;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.security}.
 *
 * @param jwksUri where the public keys of access tokens are
 * @param internalKey shared by all services, at least 32 characters; sent as {@code X-Internal-Key}
 * @param publicPaths patterns that need no token
 * @param revocationsUri where the list of revoked sessions is; none is asked for if it is empty
 * @param revocationsInterval how often the list is asked for
 */
@ConfigurationProperties("rookery.security")
public record SecurityProperties(
        URI jwksUri,
        String internalKey,
        @DefaultValue List<String> publicPaths,
        @Nullable URI revocationsUri,
        @DefaultValue("1s") Duration revocationsInterval) {

    public SecurityProperties {
        if (internalKey.length() < 32) {
            throw new InvalidSettingException("ROOKERY_INTERNAL_KEY must be set to at least 32 characters");
        }
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "SecurityProperties[jwksUri=" + jwksUri + ", publicPaths=" + publicPaths + ", revocationsUri="
                + revocationsUri + "]";
    }
}
