package io.rookery.gateway.tokens;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code rookery.security}.
 *
 * @param jwksUri where the public keys of access tokens are: ROOKERY_JWKS_URI
 */
@ConfigurationProperties("rookery.security")
record TokensProperties(URI jwksUri) {

    TokensProperties {
        boolean http = "http".equals(jwksUri.getScheme()) || "https".equals(jwksUri.getScheme());
        if (!http || jwksUri.getHost() == null) {
            throw new InvalidSettingException("ROOKERY_JWKS_URI must be an http(s) address");
        }
    }
}
