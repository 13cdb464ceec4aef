package io.rookery.user.sessions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An opaque random token. Its first part is shared by all tokens that come from one login, its family; the second is
 * each token's own. Both are stored as SHA-256 only: whoever knows a family's hash had one of its tokens.
 */
final class RefreshToken {

    private static final String MAC = "HmacSHA256";
    private static final int FAMILY_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int SESSION_ID_BYTES = 16;

    private final byte[] bytes;

    private RefreshToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Begins a family. */
    static RefreshToken first(SecureRandom random) {
        byte[] bytes = new byte[FAMILY_BYTES + SECRET_BYTES];
        random.nextBytes(bytes);
        return new RefreshToken(bytes);
    }

    /** Empty if no token looks like this. */
    static Optional<RefreshToken> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == FAMILY_BYTES + SECRET_BYTES
                    ? Optional.of(new RefreshToken(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Another token of the same family. */
    RefreshToken next(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        byte[] next = bytes.clone();
        System.arraycopy(secret, 0, next, FAMILY_BYTES, SECRET_BYTES);
        return new RefreshToken(next);
    }

    /**
     * Another token of the same family, the same each time for one use of an idempotency key.
     *
     * @param secret without which nobody can tell it from the token before
     */
    RefreshToken next(byte[] secret, long claimId) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            // Said first what it is for: nothing else made with this key is ever the same
            mac.update("refresh token after ".getBytes(StandardCharsets.UTF_8));
            mac.update(bytes);
            byte[] made = mac.doFinal(Long.toString(claimId).getBytes(StandardCharsets.US_ASCII));
            return new RefreshToken(ByteBuffer.allocate(bytes.length)
                    .put(bytes, 0, FAMILY_BYTES)
                    .put(made)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }

    /** As the client keeps it: 64 characters. */
    String text() {
        return base64(bytes);
    }

    /**
     * Names the login in its access tokens: 128 bits, the first half of the family's hash. Who knows it, knows nothing of
     * the family's random part, without which there is neither a refresh nor a logout.
     */
    String sessionId() {
        return base64(Arrays.copyOf(familyHash(), SESSION_ID_BYTES));
    }

    byte[] familyHash() {
        return sha256(Arrays.copyOf(bytes, FAMILY_BYTES));
    }

    byte[] tokenHash() {
        return sha256(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
