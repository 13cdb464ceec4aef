package io.rookery.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.test.backends.TestBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * Issues access tokens in place of user-service: publishes a key set on a local port and signs with its key.
 *
 * <p>user-service itself signs with the same key in tests, so it takes these tokens too. All texts are whole values of
 * the header {@code Authorization}.
 */
public final class TestTokens implements TestBackend {

    private static final String JWKS_PATH = "/.well-known/jwks.json";
    private static final String ROOKERY = "rookery";
    private static final String INTERNAL_KEY = "internal-key-of-tests-0123456789abcdef";
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int KEY_BITS = 2048;
    private static final RSAKey KEY = newKey(new RSAKeyGenerator(KEY_BITS).keyIDFromThumbprint(true));
    private static final String JWKS_URI = publish(KEY);
    private static final Path SIGNING_KEYS = store(KEY);

    /** A token of this user as user-service makes it: good for 15 minutes. */
    public String bearer(long userId) {
        return signed(KEY, claims(userId).build());
    }

    /** A token that ended 15 minutes ago. */
    public String expired(long userId) {
        Instant end = Instant.now().minus(LIFETIME);
        return signed(
                KEY,
                claims(userId)
                        .issueTime(Date.from(end.minus(LIFETIME)))
                        .expirationTime(Date.from(end))
                        .build());
    }

    /** A token meant for another system. */
    public String wrongAudience(long userId) {
        return signed(KEY, claims(userId).audience("another-system").build());
    }

    /** A token that says another system made it. */
    public String wrongIssuer(long userId) {
        return signed(KEY, claims(userId).issuer("another-system").build());
    }

    /** A token signed with a key that is not published, under the id of the one that is. */
    public String foreignKey(long userId) {
        RSAKey foreign = newKey(new RSAKeyGenerator(KEY_BITS).keyID(KEY.getKeyID()));
        return signed(foreign, claims(userId).build());
    }

    /** A token without a signature, algorithm {@code none}. */
    public String unsigned(long userId) {
        return bearer(new PlainJWT(claims(userId).build()).serialize());
    }

    /** What services send one another in the header {@code X-Internal-Key}. */
    public String internalKey() {
        return INTERNAL_KEY;
    }

    /** Where the public key is. */
    public String jwksUri() {
        return JWKS_URI;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "ROOKERY_JWKS_URI",
                JWKS_URI,
                "ROOKERY_INTERNAL_KEY",
                INTERNAL_KEY,
                // Nobody is there to ask, unless a test brings someone
                "ROOKERY_REVOCATIONS_URI",
                "",
                "ROOKERY_SIGNING_KEYS",
                SIGNING_KEYS.toString());
    }

    private static JWTClaimsSet.Builder claims(long userId) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ROOKERY)
                .audience(ROOKERY)
                .subject(Long.toString(userId))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return bearer(token.serialize());
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private static RSAKey newKey(JWKGenerator<RSAKey> generator) {
        try {
            return generator.generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String publish(RSAKey key) {
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(JWKS_PATH, exchange -> answer(exchange, keys));
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0), "stop key set server"));
            return "http://127.0.0.1:" + server.getAddress().getPort() + JWKS_PATH;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange, byte[] json) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private static Path store(RSAKey key) {
        try {
            Path directory = Files.createTempDirectory("rookery-test-keys-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(directory), "discard signing keys"));
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(key.toRSAPrivateKey().getEncoded());
            Files.writeString(
                    directory.resolve("test.pem"),
                    "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
            return directory;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void discard(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
