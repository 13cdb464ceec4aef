package io.rookery.media.display;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.media.originals.OriginalsStore;
import io.rookery.media.uploads.Media;
import io.rookery.media.uploads.MediaRepository;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The lasting address of an image, which tweets and profiles show. Needs no token: it goes into an {@code <img>}. Not in the
 * published document, which has what programs call.
 */
@RestController
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
