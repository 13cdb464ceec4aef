package io.rookery.media.uploads;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.rookery.media.originals.OriginalsStore;
import io.rookery.media.originals.PresignedUpload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public endpoints of media. One's own only. */
@RestController
@RequestMapping("/v1/media")
@Tag(name = "Media")
class MediaController {

    private static final int MAX_ALT_TEXT = 1_000;

    /** No control characters but tab and line ends, and no halves of surrogate pairs. */
    private static final String TEXT =
            "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$";

    private final MediaService media;
    private final OriginalsStore originals;
    private final MediaAddresses addresses;

    MediaController(MediaService media, OriginalsStore originals, MediaAddresses addresses) {
        this.media = media;
        this.originals = originals;
        this.addresses = addresses;
    }

    record AnnounceMedia(
            @NotBlank @Schema(description = "image/jpeg, image/png, image/gif or image/webp", example = "image/jpeg")
            String mimeType,

            @NotNull @Positive @Schema(description = "Bytes; an image up to 26214400", example = "183204")
            Long fileSize,

            @Nullable
            @Schema(maxLength = MAX_ALT_TEXT, example = "A heron at dawn")
            @CodePointLength(max = MAX_ALT_TEXT, message = "must have at most {max} characters")
            @Pattern(regexp = TEXT, message = "must not have control characters")
            String altText) {}

    record DescribeMedia(
            @NotNull
            @Schema(maxLength = MAX_ALT_TEXT, description = "Empty for none", example = "A heron at dawn")
            @CodePointLength(max = MAX_ALT_TEXT, message = "must have at most {max} characters")
            @Pattern(regexp = TEXT, message = "must not have control characters")
            String altText) {}

    /**
     * A media as its owner sees it.
     *
     * @param url where everybody can see a ready one
     * @param upload how to store it, in the reply to its announcement
     */
    @Schema(
            name = "Media",
            requiredProperties = {"media_id", "state", "type", "mime_type", "file_size", "created_at"})
    record MediaBody(
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438640129")
            long mediaId,

            @Schema(description = "awaiting_upload, processing, ready or failed", example = "ready")
            String state,

            @Schema(description = "image; others may come", example = "image")
            String type,

            @Schema(example = "image/jpeg") String mimeType,

            @Schema(description = "Bytes", example = "183204")
            long fileSize,

            @Nullable @Schema(description = "Absent if there is none", example = "A heron at dawn")
            String altText,

            @Schema(example = "2026-01-01T00:00:00.000Z") Instant createdAt,

            @Nullable
            @Schema(description = "In a failed one only: size_mismatch or type_mismatch", example = "type_mismatch")
            String failure,

            @Nullable
            @Schema(
                    description = "In a ready one only: where everybody can see it; leads on to the object store",
                    format = "uri",
                    example = "https://api.example.org/media/2006515713438640129/original")
            URI url,

            @Nullable @Schema(description = "In the reply to the announcement only")
            Upload upload) {}

    /**
     * The request that stores the bytes.
     *
     * @param headers to send with exactly these values
     */
    @Schema(requiredProperties = {"method", "url", "headers", "expires_at"})
    record Upload(
            @Schema(example = "PUT") String method,

            @Schema(
                    example =
                            "https://objects.example.org/rookery-media/originals/2006515713438640129?X-Amz-Signature=5d1e")
            URI url,

            @Schema(
                    description = "To send with exactly these values",
                    example = "{\"content-type\":\"image/jpeg\",\"content-length\":\"183204\",\"if-none-match\":\"*\"}")
            Map<String, String> headers,

            @Schema(example = "2026-01-01T00:15:00.000Z") Instant expiresAt) {

        static Upload of(PresignedUpload upload) {
            return new Upload(upload.method(), upload.url(), upload.headers(), upload.expiresAt());
        }
    }

    @PostMapping
    @Operation(operationId = "announceMedia", summary = "Announce an upload and get the address to send it to")
    @CanFail(status = 422, code = "unsupported_media_type")
    @CanFail(status = 422, code = "file_too_large")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MediaBody> announce(
            @Parameter(hidden = true) Caller caller, @Valid @RequestBody AnnounceMedia body) {
        Media announced = media.announce(
                caller.userId(), body.mimeType(), body.fileSize(), Objects.requireNonNullElse(body.altText(), ""));
        PresignedUpload upload =
                originals.presignUpload(announced.mediaId(), announced.type().mimeType(), announced.fileSize());
        return ResponseEntity.created(URI.create("/v1/media/" + announced.mediaId()))
                .body(body(announced, Upload.of(upload)));
    }

    @PostMapping("/{media_id}/complete")
    @Operation(operationId = "completeMedia", summary = "Say that the upload is done and have it checked")
    @CanFail(status = 403, code = "forbidden")
    @CanFail(status = 404, code = "not_found")
    @CanFail(status = 409, code = "not_uploaded")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MediaBody complete(@Parameter(hidden = true) Caller caller, @PathVariable("media_id") long mediaId) {
        return body(media.complete(caller.userId(), mediaId), null);
    }

    @GetMapping("/{media_id}")
    @Operation(operationId = "getMedia", summary = "Read the state of an upload, and where it can be seen")
    @CanFail(status = 403, code = "forbidden")
    @CanFail(status = 404, code = "not_found")
    MediaBody get(@Parameter(hidden = true) Caller caller, @PathVariable("media_id") long mediaId) {
        return body(media.get(caller.userId(), mediaId), null);
    }

    @PatchMapping("/{media_id}")
    @Operation(operationId = "describeMedia", summary = "Change the text for those who cannot see it; empty for none")
    @CanFail(status = 403, code = "forbidden")
    @CanFail(status = 404, code = "not_found")
    MediaBody describe(
            @Parameter(hidden = true) Caller caller,
            @PathVariable("media_id") long mediaId,
            @Valid @RequestBody DescribeMedia body) {
        return body(media.describe(caller.userId(), mediaId, body.altText()), null);
    }

    @DeleteMapping("/{media_id}")
    @Operation(operationId = "deleteMedia", summary = "Delete a media")
    @CanFail(status = 403, code = "forbidden")
    @CanFail(status = 404, code = "not_found")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@Parameter(hidden = true) Caller caller, @PathVariable("media_id") long mediaId) {
        media.delete(caller.userId(), mediaId);
    }

    private MediaBody body(Media shown, @Nullable Upload upload) {
        return new MediaBody(
                shown.mediaId(),
                slug(shown.state()),
                "image",
                shown.type().mimeType(),
                shown.fileSize(),
                shown.altText().isEmpty() ? null : shown.altText(),
                shown.createdAt(),
                shown.failure() == null ? null : slug(shown.failure()),
                shown.state() == Media.State.READY ? addresses.of(shown) : null,
                upload);
    }

    private static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
