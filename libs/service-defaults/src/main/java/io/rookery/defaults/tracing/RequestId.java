package io.rookery.defaults.tracing;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id by which one request is followed through logs, replies and calls to other services. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "request_id";

    private RequestId() {}

    /** The id of the request this thread works on, or null outside one. */
    public static @Nullable String current() {
        return MDC.get(MDC_KEY);
    }

    /** 1 to 128 visible ASCII characters; anything else in a log or a header would be an attack. */
    public static boolean isValid(@Nullable String id) {
        return id != null && !id.isEmpty() && id.length() <= 128 && id.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
