package io.rookery.media.uploads;

import io.rookery.defaults.problem.ForbiddenException;
import io.rookery.defaults.problem.NotFoundException;
import io.rookery.media.originals.OriginalsStore;
import io.rookery.media.originals.StoredObject;
import org.springframework.stereotype.Service;

/** The steps of an upload. The store is never asked while a transaction is open. */
@Service
class MediaService {

    /** Bytes of an image; the contract's figure. */
    static final long MAX_IMAGE = 25L * 1024 * 1024;

    private final MediaRepository media;
    private final OriginalsStore originals;
    private final UploadsMetrics metrics;

    MediaService(MediaRepository media, OriginalsStore originals, UploadsMetrics metrics) {
        this.media = media;
        this.originals = originals;
        this.metrics = metrics;
    }

    /**
     * @param fileSize in bytes
     * @throws UnsupportedMediaTypeException unless it is an image format we take
     * @throws FileTooLargeException over {@link #MAX_IMAGE}
     */
    Media announce(long ownerId, String mimeType, long fileSize, String altText) {
        ImageType type = ImageType.of(mimeType).orElseThrow(() -> new UnsupportedMediaTypeException(mimeType));
        if (fileSize > MAX_IMAGE) {
            throw new FileTooLargeException(fileSize);
        }
        return media.add(ownerId, type, fileSize, altText);
    }

    /** @throws ForbiddenException if it is someone else's */
    Media get(long callerId, long mediaId) {
        Media found = stored(callerId, mediaId);
        if (found.state() == Media.State.DELETED) {
            throw new NotFoundException("media " + mediaId);
        }
        return found;
    }

    /**
     * Looks at what arrived and settles the state once and for all; later calls only read it.
     *
     * @throws NotUploadedException if nothing arrived yet
     */
    Media complete(long callerId, long mediaId) {
        Media announced = get(callerId, mediaId);
        if (announced.state() != Media.State.AWAITING_UPLOAD) {
            return announced;
        }
        StoredObject arrived = originals.find(mediaId).orElseThrow(() -> new NotUploadedException(mediaId));
        media.settle(mediaId, announced.fault(arrived).orElse(null));
        Media settled = get(callerId, mediaId);
        metrics.settled(settled.state());
        return settled;
    }

    /** @param altText empty for none */
    Media describe(long callerId, long mediaId, String altText) {
        get(callerId, mediaId);
        media.describe(mediaId, altText);
        return get(callerId, mediaId);
    }

    /**
     * First nobody finds it any more, then the object goes. The row stays until the sweep: who dies in between leaves
     * something that points at the object, and so does a client that uploads again while its address is still good.
     * Deleting twice is no error until then, so that a failed attempt can be repeated.
     */
    void delete(long callerId, long mediaId) {
        stored(callerId, mediaId);
        media.markDeleted(mediaId);
        originals.delete(mediaId);
    }

    private Media stored(long callerId, long mediaId) {
        Media found = media.find(mediaId).orElseThrow(() -> new NotFoundException("media " + mediaId));
        if (found.ownerId() != callerId) {
            throw new ForbiddenException("This media belongs to someone else.");
        }
        return found;
    }
}
