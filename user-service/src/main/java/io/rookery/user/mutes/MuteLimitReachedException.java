package io.rookery.user.mutes;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 422 {@code mute_limit_reached}. */
final class MuteLimitReachedException extends ProblemException {

    MuteLimitReachedException(int limit) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "mute_limit_reached", "Nobody mutes more than " + limit + " users.");
    }
}
