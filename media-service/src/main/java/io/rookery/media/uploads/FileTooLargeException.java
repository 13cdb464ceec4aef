package io.rookery.media.uploads;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code file_too_large}. */
final class FileTooLargeException extends ProblemException {

    FileTooLargeException(long fileSize) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "file_too_large",
                "An image may have " + MediaService.MAX_IMAGE + " bytes, not " + fileSize + ".");
    }
}
