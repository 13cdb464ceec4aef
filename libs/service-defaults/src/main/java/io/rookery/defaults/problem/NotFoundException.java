package io.rookery.defaults.problem;

import org.springframework.http.HttpStatus;

/** 404 {@code not_found}. */
public final class NotFoundException extends ProblemException {

    /** @param what for example "user 42" */
    public NotFoundException(String what) {
        super(HttpStatus.NOT_FOUND, "not_found", "There is no " + what + ".");
    }
}
