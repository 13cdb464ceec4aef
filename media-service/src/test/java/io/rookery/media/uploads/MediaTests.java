package io.rookery.media.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.media.originals.StoredObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MediaTests {

    private static final byte[] GIF = "GIF89a..".getBytes(StandardCharsets.US_ASCII);
    private final Media announced = new Media(1, 2, ImageType.GIF, 43, "", Media.State.AWAITING_UPLOAD, null);

    @Test
    void what_was_announced_has_no_fault() {
        assertThat(announced.fault(new StoredObject(43, "image/gif", GIF))).isEmpty();
    }

    @Test
    void another_size_is_a_fault() {
        assertThat(announced.fault(new StoredObject(44, "image/gif", GIF))).hasValue(Media.Failure.SIZE_MISMATCH);
        assertThat(announced.fault(new StoredObject(0, "", new byte[0]))).hasValue(Media.Failure.SIZE_MISMATCH);
    }

    @Test
    void another_type_is_a_fault_by_name_or_by_content() {
        assertThat(announced.fault(new StoredObject(43, "text/html", GIF))).hasValue(Media.Failure.TYPE_MISMATCH);
        assertThat(announced.fault(new StoredObject(43, "image/gif", "<html>".getBytes(StandardCharsets.US_ASCII))))
                .hasValue(Media.Failure.TYPE_MISMATCH);
    }
}
