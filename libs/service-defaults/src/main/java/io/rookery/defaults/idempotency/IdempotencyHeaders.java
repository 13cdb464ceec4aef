package io.rookery.defaults.idempotency;

/** The headers a client and this service speak of repeated POSTs with. */
public final class IdempotencyHeaders {

    public static final String KEY = "Idempotency-Key";

    /** {@code true} on a reply that was stored. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private IdempotencyHeaders() {}
}
