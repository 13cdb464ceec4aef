package io.rookery.user.mutes;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code cannot_mute_self}. */
final class CannotMuteSelfException extends ProblemException {

    CannotMuteSelfException() {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "cannot_mute_self", "Nobody mutes themselves.");
    }
}
