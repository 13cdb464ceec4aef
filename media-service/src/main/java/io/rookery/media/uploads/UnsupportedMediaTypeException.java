package io.rookery.media.uploads;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code unsupported_media_type}: not one of the formats we take. */
final class UnsupportedMediaTypeException extends ProblemException {

    UnsupportedMediaTypeException(String mimeType) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unsupported_media_type",
                "This type is not supported: " + mimeType + ". Images may be JPEG, PNG, GIF or WebP.");
    }
}
