package io.rookery.user.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

@WithUserService
class AccessTokensIT {

    @Autowired
    private Api api;

    @Autowired
    private TestTokens tokens;

    @Autowired
    private TestUsers users;

    @Autowired
    private KeyFolder folder;

    @Autowired
    private AccessTokenIssuer issuer;

    private enum Attack {
        NONE_AT_ALL,
        NOT_A_TOKEN,
        UNSIGNED,
        EXPIRED,
        WRONG_AUDIENCE,
        WRONG_ISSUER,
        FOREIGN_KEY,
        PUBLIC_KEY_AS_SECRET
    }

    @ParameterizedTest
    @EnumSource
    void a_token_that_is_not_ours_is_refused_with_a_problem(Attack attack) throws Exception {
        long user = users.create();
        Map<String, String> headers = switch (attack) {
            case NONE_AT_ALL -> Map.of();
            case NOT_A_TOKEN -> authorization("Bearer abc");
            case UNSIGNED -> authorization(tokens.unsigned(user));
            case EXPIRED -> authorization(tokens.expired(user));
            case WRONG_AUDIENCE -> authorization(tokens.wrongAudience(user));
            case WRONG_ISSUER -> authorization(tokens.wrongIssuer(user));
            case FOREIGN_KEY -> authorization(tokens.foreignKey(user));
            case PUBLIC_KEY_AS_SECRET -> authorization(signedWithPublicKey(user));
        };

        ServiceApi.Reply reply = api.exchange(HttpMethod.GET, "/v1/users/me", headers, null);

        reply.assertProblem(401, "unauthenticated");
        assertThat(reply.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
    }

    @Test
    void an_issued_token_is_good_for_fifteen_minutes_and_checked_with_the_published_keys() throws Exception {
        long user = users.create();

        SignedJWT token = SignedJWT.parse(issuer.issue(user, "session-1"));
        ServiceApi.Reply published = api.get("/.well-known/jwks.json");

        JWKSet keySet = JWKSet.parse(published.body().toString());
        var key = keySet.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(published.headers().getCacheControl()).contains("max-age=300", "public");
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(Long.toString(user));
        assertThat(claims.getIssuer()).isEqualTo("rookery");
        assertThat(claims.getAudience()).isEqualTo(List.of("rookery"));
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(claims.getStringClaim("sid")).isEqualTo("session-1");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
    }

    /** The classic confusion: the public key, which everybody has, as the secret of an HMAC. */
    private String signedWithPublicKey(long user) throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(folder.keys().signing().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("rookery")
                        .audience("rookery")
                        .subject(Long.toString(user))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        token.sign(new MACSigner(folder.keys().signing().toRSAPublicKey().getEncoded()));
        return "Bearer " + token.serialize();
    }

    private static Map<String, String> authorization(String value) {
        return Map.of(HttpHeaders.AUTHORIZATION, value);
    }
}
