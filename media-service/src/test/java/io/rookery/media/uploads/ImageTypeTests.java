package io.rookery.media.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTypeTests {

    @ParameterizedTest
    @CsvSource({
        "JPEG, ffd8ffe000104a464946",
        "PNG,  89504e470d0a1a0a0000000d49484452",
        "GIF,  47494638396101000100",
        "GIF,  47494638376101000100",
        "WEBP, 524946462400000057454250565038",
    })
    void a_format_is_told_by_its_first_bytes(ImageType type, String head) {
        byte[] bytes = HexFormat.of().parseHex(head);

        assertThat(ImageType.values())
                .filteredOn(candidate -> candidate.begins(bytes))
                .containsExactly(type);
    }

    @ParameterizedTest
    @EnumSource
    void other_content_begins_no_image(ImageType type) {
        assertThat(type.begins("<!doctype html>".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(type.begins("RIFF1234WAVEfmt ".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(type.begins(new byte[] {(byte) 0x89})).isFalse();
        assertThat(type.begins(new byte[0])).isFalse();
    }

    @Test
    void a_media_type_is_recognised_in_any_case() {
        assertThat(ImageType.of("Image/JPEG")).hasValue(ImageType.JPEG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "image/svg+xml", "image/png; charset=utf-8", "image/*", "video/mp4", "text/html", "png"})
    void any_other_media_type_is_not(String mimeType) {
        assertThat(ImageType.of(mimeType)).isEmpty();
    }
}
