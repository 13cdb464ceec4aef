package io.rookery.user.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.tokens}.
 *
 * @param signingKeys the folder with the private keys, see {@link SigningKeys}
 * @param accessLifetime how long an access token is good: nobody can revoke it earlier
 * @param refreshLifetime how long a login lasts without being used
 */
@Validated
@ConfigurationProperties("rookery.tokens")
public record TokenProperties(
        @DefaultValue("") String signingKeys,
        @DefaultValue("15m") Duration accessLifetime,
        @DefaultValue("30d") Duration refreshLifetime) {

    public TokenProperties {
        if (!accessLifetime.isPositive() || !refreshLifetime.isPositive()) {
            throw new IllegalArgumentException("rookery.tokens: lifetimes must be positive");
        }
    }
}
