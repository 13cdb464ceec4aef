package io.rookery.local;

/** The command line cannot be understood; the message says what was expected. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
