package io.rookery.user.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.tokens}.
 *
 * @param signingKeys the folder with the private keys, see {@link SigningKeys}
 * @param accessLifetime how long an access token is good, if its session does not end earlier
 * @param refreshLifetime how long a login lasts without being used
 * @param reuseGrace how long after its exchange a refresh token may be sent again without ending the session
 */
@Validated
@ConfigurationProperties("rookery.tokens")
public record TokenProperties(
        @DefaultValue("") String signingKeys,
        @DefaultValue("15m") Duration accessLifetime,
        @DefaultValue("30d") Duration refreshLifetime,
        @DefaultValue("10s") Duration reuseGrace) {

    public TokenProperties {
        if (!accessLifetime.isPositive() || !refreshLifetime.isPositive()) {
            throw new IllegalArgumentException("rookery.tokens: lifetimes must be positive");
        }
        if (reuseGrace.isNegative()) {
            throw new IllegalArgumentException("rookery.tokens: reuse-grace must not be negative");
        }
    }
}
