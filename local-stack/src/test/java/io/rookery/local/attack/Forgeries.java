package io.rookery.local.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.rookery.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** False access tokens, each a good one with one thing wrong. */
final class Forgeries {

    private final SignedJWT good;
    private final PrivateKey key;
    private final PublicKey publicKey;

    private Forgeries(SignedJWT good, PrivateKey key, PublicKey publicKey) {
        this.good = good;
        this.key = key;
        this.publicKey = publicKey;
    }

    /** Made from someone's real token, with the stack's own signing key where the attack needs a good signature. */
    static Forgeries of(Actor actor, LocalStack stack) {
        try {
            RSAPrivateCrtKey key = signingKey(stack.folder().root().resolve("secrets/signing-keys"));
            PublicKey publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new Forgeries(SignedJWT.parse(actor.accessToken()), key, publicKey);
        } catch (GeneralSecurityException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed as user-service signs: shows that the others are refused for what is wrong with them. */
    String faithful() {
        return rsa(claims().build());
    }

    Map<String, String> all() {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        Instant inAnHour = Instant.now().plus(Duration.ofHours(1));
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("not a token", "nonsense");
        tokens.put("empty parts", "..");
        tokens.put("expired", rsa(claims().expirationTime(Date.from(hourAgo)).build()));
        tokens.put("without an expiry", rsa(claims().expirationTime(null).build()));
        tokens.put(
                "not valid yet", rsa(claims().notBeforeTime(Date.from(inAnHour)).build()));
        tokens.put("wrong audience", rsa(claims().audience("another-system").build()));
        tokens.put("wrong issuer", rsa(claims().issuer("another-system").build()));
        tokens.put("without a subject", rsa(claims().subject(null).build()));
        tokens.put("subject that is no id", rsa(claims().subject("admin").build()));
        tokens.put("alg none", new PlainJWT(claims().build()).serialize());
        tokens.put("signature cut off", good.serialize().replaceFirst("[^.]+$", ""));
        tokens.put("HS256 with the public key, DER", hmac(publicKey.getEncoded()));
        tokens.put("HS256 with the public key, PEM", hmac(pem(publicKey)));
        tokens.put(
                "RS512 with the right key",
                signed(JWSAlgorithm.RS512, good.getHeader().getKeyID(), new RSASSASigner(key)));
        tokens.put(
                "foreign key", signed(JWSAlgorithm.RS256, good.getHeader().getKeyID(), new RSASSASigner(foreignKey())));
        tokens.put("unknown kid", signed(JWSAlgorithm.RS256, "unknown", new RSASSASigner(key)));
        tokens.put("kid that is a path", signed(JWSAlgorithm.RS256, "../../dev/null", new RSASSASigner(foreignKey())));
        tokens.put("other claims under a good signature", otherClaims());
        return tokens;
    }

    private JWTClaimsSet.Builder claims() {
        try {
            return new JWTClaimsSet.Builder(good.getJWTClaimsSet());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String rsa(JWTClaimsSet claims) {
        return signed(JWSAlgorithm.RS256, good.getHeader().getKeyID(), new RSASSASigner(key), claims);
    }

    private String hmac(byte[] secret) {
        try {
            return signed(JWSAlgorithm.HS256, good.getHeader().getKeyID(), new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String otherClaims() {
        String[] parts = good.serialize().split("\\.");
        String claims = claims().subject("1").build().toString();
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    private String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        return signed(algorithm, keyId, signer, claims().build());
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey foreignKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pem(PublicKey key) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The newest, which is the one that signs. */
    private static RSAPrivateCrtKey signingKey(Path folder) throws GeneralSecurityException {
        try (Stream<Path> files = Files.list(folder)) {
            Path newest = files.filter(file -> file.toString().endsWith(".pem"))
                    .sorted()
                    .toList()
                    .getLast();
            String base64 = Files.readString(newest).replaceAll("-----[^-]+-----|\\s", "");
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
