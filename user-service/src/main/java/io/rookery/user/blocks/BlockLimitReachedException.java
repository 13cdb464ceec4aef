package io.rookery.user.blocks;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code block_limit_reached}. */
final class BlockLimitReachedException extends ProblemException {

    BlockLimitReachedException(int limit) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "block_limit_reached", "Nobody blocks more than " + limit + " users.");
    }
}
