package io.rookery.user.accounts;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 409 {@code email_taken}. */
public final class EmailTakenException extends ProblemException {

    EmailTakenException() {
        super(HttpStatus.CONFLICT, "email_taken", "Another account has this e-mail address.");
    }
}
