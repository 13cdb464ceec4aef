package io.rookery.user.attempts;

import io.rookery.defaults.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** 429 {@code rate_limited} with {@code Retry-After}: does not say whether there is such a user. */
public final class TooManyAttemptsException extends ProblemException {

    private final Duration retryAfter;

    TooManyAttemptsException(Duration retryAfter) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "rate_limited",
                "Too many wrong passwords for this login: wait as long as Retry-After says.");
        this.retryAfter = retryAfter;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(retryAfter);
    }
}
