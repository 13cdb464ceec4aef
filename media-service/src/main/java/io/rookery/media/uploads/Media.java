package io.rookery.media.uploads;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.media.originals.StoredObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One image and who uploads it.
 *
 * @param fileSize in bytes, as announced
 * @param altText empty if there is none
 * @param failure why it failed, if it did
 */
public record Media(
        long mediaId,
        long ownerId,
        ImageType type,
        long fileSize,
        String altText,
        State state,
        @Nullable Failure failure) {

    /** Where it stands. */
    public enum State {
        AWAITING_UPLOAD,
        READY,
        FAILED,
        /** Gone for everybody; the sweep removes what is left of it. */
        DELETED
    }

    /** Why an upload is not what was announced. */
    public enum Failure {
        SIZE_MISMATCH,
        TYPE_MISMATCH
    }

    Instant createdAt() {
        return Snowflake.instant(mediaId);
    }

    /** What is wrong with the object that arrived, judged by its size, the type it was sent as, and its first bytes. */
    Optional<Failure> fault(StoredObject arrived) {
        if (arrived.size() != fileSize) {
            return Optional.of(Failure.SIZE_MISMATCH);
        }
        boolean declaredAlike = type.mimeType().equals(arrived.contentType());
        return declaredAlike && type.begins(arrived.head()) ? Optional.empty() : Optional.of(Failure.TYPE_MISMATCH);
    }
}
