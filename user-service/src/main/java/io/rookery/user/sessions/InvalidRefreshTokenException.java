package io.rookery.user.sessions;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 401 {@code invalid_refresh_token}. */
final class InvalidRefreshTokenException extends ProblemException {

    InvalidRefreshTokenException() {
        super(
                HttpStatus.UNAUTHORIZED,
                "invalid_refresh_token",
                "The refresh token is unknown, expired, revoked or was used before: log in again.");
    }
}
