package io.rookery.user.accounts;

import io.rookery.defaults.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** 409 {@code handle_taken}. */
public final class HandleTakenException extends ProblemException {

    HandleTakenException(String handle) {
        super(HttpStatus.CONFLICT, "handle_taken", "The handle " + handle + " is taken.");
    }
}
