package io.rookery.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.gateway.RawHttp.Reply;
import io.rookery.gateway.routes.Service;
import io.rookery.test.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A session that was ended ends the access tokens made for it, before they expire. */
@GatewayTest
class SessionsIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired
    FakeServices services;

    @Autowired
    TestTokens tokens;

    @Autowired
    MeterRegistry metrics;

    @LocalServerPort
    int port;

    @AfterEach
    void theServicesRecover() {
        services.reset();
    }

    @Test
    void a_token_of_an_ended_session_is_401_though_it_was_good_a_moment_ago() throws Exception {
        String ended = "Authorization: " + bearer("ended-session");
        String other = "Authorization: " + bearer("another-session");
        assertThat(me(ended).status()).isEqualTo(200);

        services.revoke("ended-session");

        await().atMost(SOON).untilAsserted(() -> assertThat(me(ended).status()).isEqualTo(401));
        assertThat(me(ended).headers("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
        assertThat(me(other).status()).isEqualTo(200);
        assertThat(me("Authorization: " + tokens.bearer(7)).status()).isEqualTo(200);
    }

    @Test
    void how_long_ago_ended_sessions_were_heard_of_can_be_seen() {
        assertThat(metrics.get("rookery.revocations.age.seconds").gauge().value())
                .isBetween(0.0, (double) SOON.toSeconds());
    }

    @Test
    void an_ended_session_stays_ended_while_user_service_is_down() throws Exception {
        String ended = "Authorization: " + bearer("ended-before");
        services.revoke("ended-before");
        await().atMost(SOON).untilAsserted(() -> assertThat(me(ended).status()).isEqualTo(401));

        services.down(Service.USER);
        try {
            int polls = services.revocationPolls();
            long begin = System.nanoTime();
            await().atMost(SOON)
                    .until(() ->
                            System.nanoTime() - begin > Duration.ofMillis(2_500).toNanos());

            assertThat(services.revocationPolls()).isEqualTo(polls);
            assertThat(me(ended).status()).isEqualTo(401);
        } finally {
            services.up(Service.USER);
        }
        int polls = services.revocationPolls();
        await().atMost(SOON).until(() -> services.revocationPolls() > polls);
    }

    private Reply me(String authorization) {
        return new RawHttp(port).get("/v1/tweets/1", authorization);
    }

    /** A token of user 7 as {@link TestTokens} makes it, with a session. */
    private String bearer(String sessionId)
            throws IOException, ParseException, JOSEException, GeneralSecurityException {
        JWK published =
                JWKSet.load(URI.create(tokens.jwksUri()).toURL()).getKeys().getFirst();
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(published.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("rookery")
                        .audience("rookery")
                        .subject("7")
                        .claim("sid", sessionId)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(15))))
                        .build());
        token.sign(new RSASSASigner(signingKey()));
        return "Bearer " + token.serialize();
    }

    private PrivateKey signingKey() throws IOException, GeneralSecurityException {
        String pem = Files.readString(Path.of(tokens.properties().get("ROOKERY_SIGNING_KEYS"), "test.pem"));
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
    }
}
