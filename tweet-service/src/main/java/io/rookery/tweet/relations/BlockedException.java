package io.rookery.tweet.relations;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 403 {@code blocked}: one of the two has blocked the other; which one is not told. */
public final class BlockedException extends ProblemException {

    public BlockedException() {
        super(HttpStatus.FORBIDDEN, "blocked", "You and this user are blocked from each other.");
    }
}
