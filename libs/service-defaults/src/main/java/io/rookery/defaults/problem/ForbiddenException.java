package io.rookery.defaults.problem;

import org.springframework.http.HttpStatus;

/** 403 {@code forbidden}: the caller is known, and may not. */
public final class ForbiddenException extends ProblemException {

    public ForbiddenException(String detail) {
        super(HttpStatus.FORBIDDEN, "forbidden", detail);
    }
}
