package io.rookery.tweet.media;

import io.rookery.defaults.problem.ProblemException;
import java.util.Collection;
import org.springframework.http.HttpStatus;

/** 422 {@code media_not_ready}: unknown, somebody else's, named twice, or still being processed. */
public final class MediaNotReadyException extends ProblemException {

    MediaNotReadyException(Collection<Long> mediaIds) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "media_not_ready",
                "Not each of the media " + mediaIds + " is yours, ready, and named once.");
    }
}
