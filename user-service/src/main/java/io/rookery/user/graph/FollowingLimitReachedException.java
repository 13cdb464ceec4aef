package io.rookery.user.graph;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code following_limit_reached}. */
final class FollowingLimitReachedException extends ProblemException {

    FollowingLimitReachedException(long limit) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "following_limit_reached",
                "Nobody follows more than " + limit + " users.");
    }
}
