package io.rookery.fanout.deadletters;

/** Says in one line what is wrong with a command. */
class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
