package io.rookery.gateway.calls;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets one call in ten be repeated: enough for a hiccup, too little to double the load of a service that is down. */
final class RetryBudget {

    /** Each call saves this, */
    private static final int SAVED = 1;

    /** and each repetition costs this. */
    private static final int COST = 10;

    /** Saved at most, and at the start. */
    private static final int RESERVE = 10 * COST;

    private final AtomicInteger saved = new AtomicInteger(RESERVE);

    void called() {
        saved.updateAndGet(now -> Math.min(now + SAVED, RESERVE));
    }

    /** False if too many were repeated of late. */
    boolean spend() {
        return saved.getAndUpdate(now -> now < COST ? now : now - COST) >= COST;
    }
}
