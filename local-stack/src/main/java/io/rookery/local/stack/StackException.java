package io.rookery.local.stack;

/** Says in one line what is wrong and what to do about it. */
public final class StackException extends RuntimeException {

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
