package io.rookery.defaults.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Tokens whose signature was checked, so that this (about 57 us) is done once and only the claims are checked each time: a
 * signature does not change, but a token expires and its session ends. Needs nothing of a servlet, so that the gateway
 * may use it too.
 */
public final class VerifiedTokens {

    /** About 3 KB each. */
    private static final int MAX_TOKENS = 10_000;

    private final OAuth2TokenValidator<Jwt> claims;
    private final Cache<String, Jwt> verified;

    /** @param kept no longer than a key is: one that is withdrawn ends the tokens signed with it */
    public VerifiedTokens(OAuth2TokenValidator<Jwt> claims, Duration kept) {
        this.claims = claims;
        this.verified = Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .expireAfterWrite(kept)
                .build();
    }

    /**
     * Empty if the signature is to be checked.
     *
     * @throws JwtValidationException if the token is not good any more
     */
    public Optional<Jwt> find(String token) {
        return Optional.ofNullable(verified.getIfPresent(token)).map(this::checked);
    }

    /**
     * @param token of whose signature one is sure
     * @throws JwtValidationException if it is not good any more
     */
    public Jwt keep(Jwt token) {
        verified.put(token.getTokenValue(), checked(token));
        return token;
    }

    /** @param signatures asked only for tokens that are not known */
    JwtDecoder before(JwtDecoder signatures) {
        return token -> find(token).orElseGet(() -> keep(signatures.decode(token)));
    }

    private Jwt checked(Jwt token) {
        OAuth2TokenValidatorResult result = claims.validate(token);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token is not valid any more", result.getErrors());
        }
        return token;
    }
}
