package io.rookery.defaults.security;

import io.rookery.defaults.ids.Snowflake;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
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

    private AccessTokens() {}

    /** Checks all claims; the signature is the decoder's business. */
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
