package io.rookery.user.blocks;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code cannot_block_self}. */
final class CannotBlockSelfException extends ProblemException {

    CannotBlockSelfException() {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "cannot_block_self", "Nobody blocks themselves.");
    }
}
