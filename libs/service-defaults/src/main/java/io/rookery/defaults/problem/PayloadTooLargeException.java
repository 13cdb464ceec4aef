package io.rookery.defaults.problem;

import java.io.IOException;
import org.springframework.http.HttpStatus;

/** A body went over the limit while it was read: an {@link IOException}, so that every reader of a stream stops. */
public final class PayloadTooLargeException extends IOException {

    private final transient TooLarge problem;

    public PayloadTooLargeException(long limit) {
        super("The body is larger than " + limit + " bytes");
        this.problem = new TooLarge(limit);
    }

    public ProblemException problem() {
        return problem;
    }

    private static final class TooLarge extends ProblemException {
        TooLarge(long limit) {
            super(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "payload_too_large",
                    "The body is larger than the " + limit + " bytes allowed.");
        }
    }
}
