package io.rookery.gateway.requests;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 413 {@code payload_too_large}. */
final class BodyTooLargeException extends ProblemException {

    BodyTooLargeException(long limit) {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                "payload_too_large",
                "The body is larger than the " + limit + " bytes allowed.");
    }
}
