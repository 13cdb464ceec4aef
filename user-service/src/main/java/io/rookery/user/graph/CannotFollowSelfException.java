package io.rookery.user.graph;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code cannot_follow_self}. */
final class CannotFollowSelfException extends ProblemException {

    CannotFollowSelfException() {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "cannot_follow_self", "Nobody follows themselves.");
    }
}
