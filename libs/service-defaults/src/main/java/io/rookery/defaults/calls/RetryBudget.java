package io.rookery.defaults.calls;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.client.HttpServerErrorException;

/**
 * Keeps retries from doubling the load of a service that has too much already: on the long run one for ten calls, and ten
 * at once. A retry that fails as well costs another, so that a longer outage soon has none.
 */
final class RetryBudget {

    private static final int CALLS_FOR_A_RETRY = 10;
    private static final int MAX = 10 * CALLS_FOR_A_RETRY;

    private final AtomicInteger calls = new AtomicInteger(MAX);

    void called() {
        calls.updateAndGet(saved -> Math.min(saved + 1, MAX));
    }

    /** True if the call was not begun by the other side, and a retry can be afforded; it is paid then. */
    boolean allows(Throwable failure) {
        return wasNotBegun(failure)
                && calls.getAndUpdate(saved -> saved < CALLS_FOR_A_RETRY ? saved : saved - CALLS_FOR_A_RETRY)
                        >= CALLS_FOR_A_RETRY;
    }

    private static boolean wasNotBegun(Throwable failure) {
        return failure instanceof HttpServerErrorException.ServiceUnavailable
                || failure.getCause() instanceof ConnectException
                || failure.getCause() instanceof HttpConnectTimeoutException;
    }
}
