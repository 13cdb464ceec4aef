package io.rookery.user.tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Private keys as files, PKCS#8. */
final class PemFiles {

    private static final int BITS = 2048;

    private PemFiles() {}

    static void rsa(Path file) throws NoSuchAlgorithmException, IOException {
        write(file, "RSA", BITS);
    }

    static void write(Path file, String algorithm, int bits) throws NoSuchAlgorithmException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        String base64 = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }
}
