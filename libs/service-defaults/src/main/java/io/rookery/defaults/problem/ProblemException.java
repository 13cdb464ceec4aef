package io.rookery.defaults.problem;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be answered as asked. Each case is a named subclass; the shared advice turns it into a
 * {@link Problem}.
 */
public abstract class ProblemException extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final String detail;

    /**
     * @param code stable slug, part of the public contract
     * @param detail one sentence the caller may read
     */
    protected ProblemException(HttpStatus status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    public final HttpStatus status() {
        return status;
    }

    public final String code() {
        return code;
    }

    public final String detail() {
        return detail;
    }

    /** How long a client should wait before it tries again; a 503 says so by itself. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
