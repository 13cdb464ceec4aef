package io.rookery.media.uploads;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The image formats we take, each with what its files begin with. */
public enum ImageType {
    JPEG("image/jpeg", "ffd8ff.*"),
    PNG("image/png", "89504e470d0a1a0a.*"),
    /** GIF87a, GIF89a. */
    GIF("image/gif", "474946383[79]61.*"),
    /** RIFF, four bytes of length, WEBP. */
    WEBP("image/webp", "52494646.{8}57454250.*");

    private final String mimeType;
    private final Pattern beginning;

    ImageType(String mimeType, String beginning) {
        this.mimeType = mimeType;
        this.beginning = Pattern.compile(beginning);
    }

    /** Without regard to case, as media types are compared; parameters are none of ours. */
    static Optional<ImageType> of(String mimeType) {
        String lowerCase = mimeType.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.mimeType.equals(lowerCase))
                .findFirst();
    }

    public String mimeType() {
        return mimeType;
    }

    /** Whether a file that begins with these bytes can be of this format. */
    boolean begins(byte[] head) {
        return beginning.matcher(HexFormat.of().formatHex(head)).matches();
    }
}
