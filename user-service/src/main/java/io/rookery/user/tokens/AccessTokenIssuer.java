package io.rookery.user.tokens;

import io.rookery.defaults.security.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Makes access tokens: JWTs that every service can check by itself. */
@Component
public class AccessTokenIssuer {

    /** The name OpenID Connect gives it (Front-Channel Logout 1.0). */
    private static final String SESSION_ID = "sid";

    private final JwtEncoder encoder;
    private final InstantSource clock;
    private final Duration lifetime;

    AccessTokenIssuer(JwtEncoder encoder, InstantSource clock, TokenProperties properties) {
        this.encoder = encoder;
        this.clock = clock;
        this.lifetime = properties.accessLifetime();
    }

    /** How long a token that is issued now is good. */
    public Duration lifetime() {
        return lifetime;
    }

    /** @param sessionId of the login the token comes from; when that ends, so does the token */
    public String issue(long userId, String sessionId) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(AccessTokens.ISSUER)
                .audience(List.of(AccessTokens.AUDIENCE))
                .subject(Long.toString(userId))
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .id(UUID.randomUUID().toString())
                .claim(SESSION_ID, sessionId)
                .build();
        JwsHeader header = JwsHeader.with(AccessTokens.ALGORITHM).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
