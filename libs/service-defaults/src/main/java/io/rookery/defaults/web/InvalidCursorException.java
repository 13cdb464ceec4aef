package io.rookery.defaults.web;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 400 {@code invalid_cursor}: malformed, or made for another list. */
public final class InvalidCursorException extends ProblemException {

    public InvalidCursorException() {
        super(HttpStatus.BAD_REQUEST, "invalid_cursor", "The cursor is malformed or belongs to another list.");
    }
}
