package io.rookery.defaults.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets out of the store. A body may hold a password, so that a plain hash of it would be a fast way to try
 * passwords: its fingerprint needs a key. A reply may hold tokens: it is encrypted, and bound to its scope, so that no row
 * can answer for another. Both keys come from the internal key by HKDF (RFC 5869); once that is changed, keys used before
 * count as used for another body.
 */
final class IdempotencySecrets {

    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;

    /** Bytes; random ones are safe for 2^32 replies under one key (NIST SP 800-38D, 8.3). */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final SecretKey fingerprintKey;
    private final SecretKey replyKey;
    private final SecureRandom random = new SecureRandom();

    IdempotencySecrets(String internalKey) {
        fingerprintKey = derive(internalKey, "rookery idempotency fingerprint", MAC);
        replyKey = derive(internalKey, "rookery idempotency reply", "AES");
    }

    /** Hexadecimal; differs between scopes, so that equal bodies of two users do not look alike. */
    String fingerprint(String scope, byte[] body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(fingerprintKey);
            mac.update(scope.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No fingerprint could be made", e);
        }
    }

    byte[] encrypt(String scope, byte[] reply) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, scope, nonce, reply, 0);
        return ByteBuffer.allocate(nonce.length + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /** @throws IllegalStateException unless {@link #encrypt} made it for this scope */
    byte[] decrypt(String scope, byte[] encrypted) {
        return cipher(Cipher.DECRYPT_MODE, scope, encrypted, encrypted, NONCE_BYTES);
    }

    /** The nonce is the first bytes of the array given. */
    private byte[] cipher(int mode, String scope, byte[] nonce, byte[] text, int offset) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, replyKey, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
            cipher.updateAAD(scope.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text, offset, text.length - offset);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("The reply kept for a key cannot be encrypted or decrypted", e);
        }
    }

    private static SecretKey derive(String internalKey, String label, String algorithm) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(internalKey.getBytes(StandardCharsets.UTF_8))
                    .thenExpand(label.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return new SecretKeySpec(KDF.getInstance("HKDF-SHA256").deriveData(parameters), algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key could be derived", e);
        }
    }
}
