package io.rookery.timelines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Lua script beside this class, and the name by which Redis calls it. */
record Script(byte[] source, String sha) {

    static Script load(String name) {
        try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(name))) {
            byte[] source = file.readAllBytes();
            return new Script(
                    source,
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True if Redis says that it does not know the script, yet. */
    static boolean isMissing(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("NOSCRIPT")) {
                return true;
            }
        }
        return false;
    }
}
