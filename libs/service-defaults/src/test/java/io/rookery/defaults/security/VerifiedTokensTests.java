package io.rookery.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class VerifiedTokensTests {

    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Instant start = Instant.now();
    private final RevokedSessions revoked = new RevokedSessions();
    private final AtomicInteger verifications = new AtomicInteger();

    /** Takes every text but "forged" for a token of session "s". */
    private final JwtDecoder signatures = token -> {
        verifications.incrementAndGet();
        if (token.equals("forged")) {
            throw new BadJwtException("forged");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .issuer("rookery")
                .audience(List.of("rookery"))
                .subject("42")
                .issuedAt(start)
                .expiresAt(start.plus(Duration.ofMinutes(15)))
                .claim("sid", "s")
                .build();
    };

    @Test
    void a_signature_is_checked_once() {
        JwtDecoder tokens = tokens(AccessTokens.validator(revoked));

        Jwt first = tokens.decode("a");
        Jwt second = tokens.decode("a");
        tokens.decode("b");

        assertThat(second).isSameAs(first);
        assertThat(verifications).hasValue(2);
    }

    @Test
    void a_forged_token_is_never_kept() {
        JwtDecoder tokens = tokens(AccessTokens.validator(revoked));

        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);

        assertThat(verifications).hasValue(2);
    }

    @Test
    void a_known_token_is_refused_once_its_session_has_ended() {
        JwtDecoder tokens = tokens(AccessTokens.validator(revoked));
        tokens.decode("a");

        revoked.replace(List.of("other", "s"));

        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtValidationException.class);
        revoked.replace(List.of());
        assertThat(tokens.decode("a").getSubject()).isEqualTo("42");
    }

    @Test
    void a_known_token_is_refused_once_it_has_expired() {
        var times = new JwtTimestampValidator(SKEW);
        JwtDecoder tokens = tokens(times);
        tokens.decode("a");

        times.setClock(Clock.fixed(start.plus(Duration.ofMinutes(15)).plus(SKEW).plusSeconds(1), ZoneOffset.UTC));

        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtValidationException.class);
        assertThat(verifications).hasValue(1);
    }

    @Test
    void only_its_session_ends_a_token() {
        revoked.replace(List.of("s"));

        assertThat(revoked.contains(null)).isFalse();
        assertThat(revoked.contains("t")).isFalse();
        assertThat(revoked.contains("s")).isTrue();
    }

    @Test
    void a_signature_is_checked_again_when_its_key_may_have_been_withdrawn() {
        var verified = new VerifiedTokens(AccessTokens.validator(revoked), Duration.ZERO);

        verified.keep(signatures.decode("a"));

        assertThat(verified.find("a")).isEmpty();
    }

    private JwtDecoder tokens(OAuth2TokenValidator<Jwt> claims) {
        return new VerifiedTokens(claims, Duration.ofMinutes(5)).before(signatures);
    }
}
