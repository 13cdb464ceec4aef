package io.rookery.backends;

/** A process ended, or was not ready in time, while it was being started; the message holds its last log lines. */
public final class StartFailedException extends RuntimeException {

    StartFailedException(String message) {
        super(message);
    }

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
