package io.rookery.user.graph;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 403 {@code blocked}: does not say who blocks whom. */
final class BlockedException extends ProblemException {

    BlockedException() {
        super(HttpStatus.FORBIDDEN, "blocked", "There is a block between you and this user.");
    }
}
