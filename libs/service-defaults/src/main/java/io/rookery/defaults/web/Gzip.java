package io.rookery.defaults.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** How a reply with a strong {@code ETag} is compressed: it names bytes, so in each coding it is another (RFC 9110, 8.8.3). */
public final class Gzip {

    /** Its name in {@code Content-Encoding}. */
    public static final String CODING = "gzip";

    /** Named, and not with the weight 0. */
    private static final Pattern WANTED =
            Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:;\\s*q=(?:0?\\.0{0,2}[1-9]\\d*|1(?:\\.0*)?)\\s*)?(?:,|$)");

    private Gzip() {}

    /** @param acceptEncoding all fields of that name */
    public static boolean isWanted(List<String> acceptEncoding) {
        return acceptEncoding.stream()
                .anyMatch(accepted -> WANTED.matcher(accepted).find());
    }

    /** The {@code ETag} of what is compressed, made of that of the plain one as Apache does. */
    public static String etag(String plain) {
        return plain.substring(0, plain.length() - 1) + '-' + CODING + '"';
    }

    /** The same in fewer bytes, if it is long enough for that. */
    public static byte[] compress(byte[] plain) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
