package io.rookery.defaults.security;

import org.jspecify.annotations.Nullable;

/** The list of revoked sessions cannot be had now; the one known last goes on to count. */
public final class RevocationsUnavailableException extends RuntimeException {

    RevocationsUnavailableException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
