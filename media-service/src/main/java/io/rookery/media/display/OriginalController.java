package io.rookery.media.display;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.problem.NotFoundException;
import io.rookery.media.originals.OriginalsStore;
import io.rookery.media.uploads.Media;
import io.rookery.media.uploads.MediaRepository;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The lasting address of an image, which tweets and profiles show. Needs no token: it goes into an {@code <img>}. */
@RestController
@Tag(name = "Media")
@SecurityRequirements
class OriginalController {

    /** Whoever follows a remembered redirect has ten minutes left to load from where it leads. */
    private static final CacheControl REMEMBERED = CacheControl.maxAge(
                    OriginalsStore.PRESIGNED_FOR.minus(Duration.ofMinutes(10)))
            .cachePrivate();

    private final MediaRepository media;
    private final OriginalsStore originals;

    OriginalController(MediaRepository media, OriginalsStore originals) {
        this.media = media;
        this.originals = originals;
    }

    @Operation(
            operationId = "getOriginal",
            summary = "Redirects to the bytes of a ready media",
            description =
                    "Needs no token. The address it leads to lies in the object store and is good for 15 minutes.")
    @ApiResponse(
            responseCode = "307",
            description = "Load it from there",
            headers = @Header(name = "Location", required = true, schema = @Schema(type = "string", format = "uri")))
    @CanFail(status = 400, code = "invalid_parameter")
    @CanFail(status = 404, code = "not_found")
    @GetMapping("/media/{media_id}/original")
    ResponseEntity<Void> original(@PathVariable("media_id") long mediaId) {
        Media ready = media.ready(List.of(mediaId)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("media " + mediaId));
        return ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT)
                .location(originals.presignDownload(ready.mediaId()))
                .cacheControl(REMEMBERED)
                .build();
    }
}
