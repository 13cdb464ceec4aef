package io.rookery.media.uploads;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 409 {@code not_uploaded}: there is nothing to complete. */
final class NotUploadedException extends ProblemException {

    NotUploadedException(long mediaId) {
        super(HttpStatus.CONFLICT, "not_uploaded", "Media " + mediaId + " was not uploaded yet.");
    }
}
