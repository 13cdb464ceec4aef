package io.rookery.defaults.settings;

/** A setting that a service cannot start with; the message names it and says what is allowed, without its value. */
public final class InvalidSettingException extends IllegalArgumentException {

    public InvalidSettingException(String message) {
        super(message);
    }
}
