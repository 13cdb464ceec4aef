package io.rookery.gateway.requests;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 400 {@code malformed_request}: the body's chunks cannot be read. */
final class MalformedBodyException extends ProblemException {

    MalformedBodyException() {
        super(HttpStatus.BAD_REQUEST, "malformed_request", "The chunks of the body cannot be read.");
    }
}
