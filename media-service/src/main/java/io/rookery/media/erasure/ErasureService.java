package io.rookery.media.erasure;

import io.rookery.media.originals.OriginalsStore;
import io.rookery.media.uploads.MediaRepository;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Erases all media of an account: first nobody finds them any more, then the objects go, then user-service is told. The rows
 * go with the sweep, as those of every deleted media do: an upload that was announced before may still arrive, and the row
 * is what leads to it. Every step may be repeated, so a service that dies anywhere in between begins again.
 */
@Service
class ErasureService {

    private static final int BATCH = 100;

    private final MediaRepository media;
    private final OriginalsStore originals;
    private final ErasureClient erasures;

    ErasureService(MediaRepository media, OriginalsStore originals, ErasureClient erasures) {
        this.media = media;
        this.originals = originals;
        this.erasures = erasures;
    }

    void erase(long ownerId) {
        media.markAllDeleted(ownerId);
        long above = 0;
        List<Long> batch;
        do {
            batch = media.ofOwner(ownerId, above, BATCH);
            for (long mediaId : batch) {
                originals.delete(mediaId);
                above = mediaId;
            }
        } while (batch.size() == BATCH);
        erasures.mediaErased(ownerId);
    }
}
