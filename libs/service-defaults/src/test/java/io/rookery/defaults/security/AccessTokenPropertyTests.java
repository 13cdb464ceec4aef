package io.rookery.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Our whole check of tokens, with the decoder that the services use. */
class AccessTokenPropertyTests {

    private static final RSAKey KEY = newKey();
    private static final String GOOD = sign();
    private static final Jwt MEANT = tokens().decode(GOOD);

    private final JwtDecoder tokens = tokens();

    @Property(seed = "20261121")
    void a_token_that_was_changed_is_refused(
            @ForAll @Size(min = 1, max = 4) List<@From("changes") UnaryOperator<String>> changes) {
        // Known, so that the cache of tokens is attacked as well
        tokens.decode(GOOD);
        String changed = GOOD;
        for (UnaryOperator<String> change : changes) {
            changed = change.apply(changed);
        }
        try {
            Jwt passed = tokens.decode(changed);
            // Space around it, and bits of the signature's last letter, say nothing: all that is signed is as it was
            assertThat(signed(changed.strip())).isEqualTo(signed(GOOD));
            assertThat(passed.getClaims()).isEqualTo(MEANT.getClaims());
        } catch (JwtException refused) {
            assertThat(changed).isNotEqualTo(GOOD);
        }
    }

    @Property(seed = "20261121")
    void any_text_is_refused_as_a_token_and_nothing_else(@ForAll String text) {
        assertThatExceptionOfType(JwtException.class).isThrownBy(() -> tokens.decode(text));
    }

    @Property(seed = "20261121")
    void parts_of_a_token_in_any_order_are_refused(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 2) Integer> parts) {
        String[] good = GOOD.split("\\.");
        StringBuilder made = new StringBuilder();
        for (int part : parts) {
            made.append(made.isEmpty() ? "" : ".").append(good[part]);
        }
        if (!made.toString().equals(GOOD)) {
            assertThatExceptionOfType(JwtException.class).isThrownBy(() -> tokens.decode(made.toString()));
        }
    }

    /** A letter replaced, taken out or put in, or the end cut off. */
    @Provide
    Arbitrary<UnaryOperator<String>> changes() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, GOOD.length() - 1);
        Arbitrary<Character> letters =
                Arbitraries.chars().with("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ");
        return Combinators.combine(Arbitraries.integers().between(0, 3), places, letters)
                .as((kind, place, letter) -> token -> {
                    int at = Math.min(place, token.length());
                    String head = token.substring(0, at);
                    String rest = token.substring(Math.min(at + 1, token.length()));
                    return switch (kind) {
                        case 0 -> head + letter + rest;
                        case 1 -> head + rest;
                        case 2 -> head + letter + token.substring(at);
                        default -> head;
                    };
                });
    }

    private static String signed(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static JwtDecoder tokens() {
        try {
            return new VerifiedTokens(AccessTokens.validator(new RevokedSessions()), Duration.ofMinutes(5))
                    .before(NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey())
                            .signatureAlgorithm(AccessTokens.ALGORITHM)
                            .build());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign() {
        try {
            Instant now = Instant.now();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).build(),
                    new JWTClaimsSet.Builder()
                            .issuer(AccessTokens.ISSUER)
                            .audience(AccessTokens.AUDIENCE)
                            .subject("42")
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(900)))
                            .build());
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
