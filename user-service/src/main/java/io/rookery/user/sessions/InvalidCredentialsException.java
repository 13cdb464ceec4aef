package io.rookery.user.sessions;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 401 {@code invalid_credentials}: does not say whether there is such a user. */
final class InvalidCredentialsException extends ProblemException {

    InvalidCredentialsException() {
        super(HttpStatus.UNAUTHORIZED, "invalid_credentials", "No user has this login and this password.");
    }
}
