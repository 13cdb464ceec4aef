package io.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;

class TestTokensTests {

    private static final long USER = 1929145904133046279L;

    private final TestTokens tokens = new TestTokens();

    @Test
    void a_token_is_signed_with_the_published_key_and_good_for_a_quarter_of_an_hour() throws Exception {
        SignedJWT token = SignedJWT.parse(compact(tokens.bearer(USER)));

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(signedByPublishedKey(token)).isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(Long.toString(USER));
        assertThat(claims.getIssuer()).isEqualTo("rookery");
        assertThat(claims.getAudience()).containsExactly("rookery");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void forged_tokens_are_wrong_in_one_thing_each() throws Exception {
        assertThat(claims(tokens.expired(USER)).getExpirationTime()).isBefore(new Date());
        assertThat(claims(tokens.wrongAudience(USER)).getAudience()).doesNotContain("rookery");
        assertThat(claims(tokens.wrongIssuer(USER)).getIssuer()).isNotEqualTo("rookery");
        assertThat(JWTParser.parse(compact(tokens.unsigned(USER)))).isInstanceOf(PlainJWT.class);

        SignedJWT foreign = SignedJWT.parse(compact(tokens.foreignKey(USER)));
        assertThat(foreign.getHeader().getKeyID()).isEqualTo(published().getKeyID());
        assertThat(signedByPublishedKey(foreign)).isFalse();
    }

    @Test
    void the_published_key_is_public_and_the_signing_key_a_pem_file() throws Exception {
        assertThat(published().isPrivate()).isFalse();
        assertThat(published().getKeyID())
                .isEqualTo(published().computeThumbprint().toString());

        Path pem = Path.of(tokens.properties().get("ROOKERY_SIGNING_KEYS"), "test.pem");
        assertThat(Files.readString(pem)).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void the_internal_key_is_long_enough_for_a_service_to_start() {
        assertThat(tokens.internalKey()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(tokens.properties()).containsEntry("ROOKERY_INTERNAL_KEY", tokens.internalKey());
    }

    private boolean signedByPublishedKey(SignedJWT token) throws Exception {
        return token.verify(new RSASSAVerifier(published()));
    }

    private RSAKey published() throws Exception {
        JWKSet keys = JWKSet.load(URI.create(tokens.jwksUri()).toURL());
        return keys.getKeys().getFirst().toRSAKey();
    }

    private static JWTClaimsSet claims(String bearer) throws Exception {
        return SignedJWT.parse(compact(bearer)).getJWTClaimsSet();
    }

    private static String compact(String bearer) {
        assertThat(bearer).startsWith("Bearer ");
        return bearer.substring("Bearer ".length());
    }
}
