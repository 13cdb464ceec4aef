package io.rookery.user.avatars;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code media_not_ready}. */
public final class MediaNotReadyException extends ProblemException {

    MediaNotReadyException(String mediaId) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "media_not_ready",
                "The picture " + mediaId + " is not yours, is not ready or does not exist.");
    }
}
