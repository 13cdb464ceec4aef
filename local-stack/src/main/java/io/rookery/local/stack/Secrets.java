package io.rookery.local.stack;

import java.security.SecureRandom;

/**
 * The passwords and keys of one stack, made at its first start.
 *
 * @param loginPassword of every seeded user
 */
public record Secrets(
        String postgresPassword, String internalKey, String s3AccessKey, String s3SecretKey, String loginPassword) {

    /** Letters and digits that need no quoting in a shell, a URL or a configuration file, and are hard to mix up. */
    private static final String ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    static Secrets random(SecureRandom random) {
        return new Secrets(word(random, 32), word(random, 48), word(random, 20), word(random, 40), word(random, 16));
    }

    private static String word(SecureRandom random, int length) {
        return random.ints(length, 0, ALPHABET.length())
                .map(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
