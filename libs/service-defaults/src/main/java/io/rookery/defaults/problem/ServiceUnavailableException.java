package io.rookery.defaults.problem;

import org.springframework.http.HttpStatus;

/** 503 {@code service_unavailable} with {@code Retry-After}: the same request may succeed in a moment. */
public final class ServiceUnavailableException extends ProblemException {

    public ServiceUnavailableException(String detail) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable", detail);
    }

    public ServiceUnavailableException(String detail, Throwable cause) {
        this(detail);
        initCause(cause);
    }
}
