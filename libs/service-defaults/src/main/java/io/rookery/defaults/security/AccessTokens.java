package io.rookery.defaults.security;

import io.rookery.defaults.ids.Snowflake;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;

/** What makes an access token ours: its algorithm, issuer, audience and subject. */
public final class AccessTokens {

    public static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.RS256;
    public static final String ISSUER = "rookery";
    public static final String AUDIENCE = "rookery";

    private static final OAuth2Error SESSION_ENDED =
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The session of the token has ended", null);

    private AccessTokens() {}

    /** Checks all claims, and that the session has not ended; the signature is the decoder's business. */
    public static OAuth2TokenValidator<Jwt> validator(RevokedSessions revoked) {
        return new DelegatingOAuth2TokenValidator<>(
                validator(),
                token -> revoked.contains(token.getClaimAsString(RevokedSessions.CLAIM))
                        ? OAuth2TokenValidatorResult.failure(SESSION_ENDED)
                        : OAuth2TokenValidatorResult.success());
    }

    /** Checks all claims but the session. */
    public static OAuth2TokenValidator<Jwt> validator() {
        return JwtValidators.createDefaultWithValidators(List.of(
                new JwtClaimValidator<String>(JwtClaimNames.ISS, ISSUER::equals),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(AUDIENCE)),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, AccessTokens::isUserId)));
    }

    private static boolean isUserId(@Nullable String subject) {
        try {
            return subject != null && Snowflake.parse(subject) > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
