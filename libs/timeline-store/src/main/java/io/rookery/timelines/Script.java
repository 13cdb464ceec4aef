package io.rookery.timelines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A Lua script beside this class, with {@code common.lua} before it, and the name by which Redis calls it. */
enum Script {
    AUTHORED,
    BEGIN,
    MARK,
    MERGE,
    PUSH,
    READ,
    REMOVE;

    private final byte[] source;
    private final String sha;

    Script() {
        byte[] common = load("common.lua");
        byte[] own = load(name().toLowerCase(java.util.Locale.ROOT) + ".lua");
        source = new byte[common.length + own.length];
        System.arraycopy(common, 0, source, 0, common.length);
        System.arraycopy(own, 0, source, common.length, own.length);
        try {
            sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] source() {
        return source;
    }

    String sha() {
        return sha;
    }

    private static byte[] load(String name) {
        try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
