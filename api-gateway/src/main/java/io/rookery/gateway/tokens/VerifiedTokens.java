package io.rookery.gateway.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Checks the signature of a token once, which costs 57 us, and its claims each time: a signature does not change, but a
 * token expires and its session ends.
 */
final class VerifiedTokens implements ReactiveJwtDecoder {

    /** About 3 KB each. */
    private static final int MAX_TOKENS = 10_000;

    private final ReactiveJwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> claims;
    private final Cache<String, Jwt> verified = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            // No longer than its key would be kept: one that is withdrawn ends the tokens signed with it
            .expireAfterWrite(SigningKeys.MAX_AGE)
            .build();

    VerifiedTokens(ReactiveJwtDecoder signatures, OAuth2TokenValidator<Jwt> claims) {
        this.signatures = signatures;
        this.claims = claims;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        Jwt known = verified.getIfPresent(token);
        return (known == null ? signatures.decode(token) : Mono.just(known)).map(jwt -> {
            OAuth2TokenValidatorResult result = claims.validate(jwt);
            if (result.hasErrors()) {
                throw new JwtValidationException("The token is not valid any more", result.getErrors());
            }
            if (known == null) {
                verified.put(token, jwt);
            }
            return jwt;
        });
    }
}
