package io.rookery.defaults.problem;

import org.springframework.http.HttpStatus;

/** 400 {@code invalid_parameter}: a path or query parameter has no such value. */
public final class InvalidParameterException extends ProblemException {

    public InvalidParameterException(String detail) {
        super(HttpStatus.BAD_REQUEST, "invalid_parameter", detail);
    }
}
