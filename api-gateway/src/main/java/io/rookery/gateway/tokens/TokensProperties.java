package io.rookery.gateway.tokens;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code rookery.security}.
 *
 * @param jwksUri where the public keys of access tokens are: ROOKERY_JWKS_URI
 * @param revocationsUri where the list of ended sessions is, blank if none is asked for: ROOKERY_REVOCATIONS_URI
 * @param internalKey opens that list: ROOKERY_INTERNAL_KEY
 */
@ConfigurationProperties("rookery.security")
record TokensProperties(URI jwksUri, String revocationsUri, String internalKey) {

    private static final int MIN_KEY_LENGTH = 32;

    TokensProperties {
        if (!isHttp(jwksUri)) {
            throw new InvalidSettingException("ROOKERY_JWKS_URI must be an http(s) address");
        }
        if (!revocationsUri.isBlank()) {
            if (!isHttp(uri(revocationsUri))) {
                throw new InvalidSettingException("ROOKERY_REVOCATIONS_URI must be an http(s) address, or blank");
            }
            if (internalKey.length() < MIN_KEY_LENGTH) {
                throw new InvalidSettingException(
                        "ROOKERY_INTERNAL_KEY must be set to at least " + MIN_KEY_LENGTH + " characters");
            }
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("ROOKERY_REVOCATIONS_URI must be an http(s) address, or blank");
        }
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "TokensProperties[jwksUri=" + jwksUri + ", revocationsUri=" + revocationsUri + "]";
    }
}
