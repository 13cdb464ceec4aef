package io.rookery.defaults.idempotency;

import java.time.Duration;

/**
 * Where a service keeps which keys were used. Every method is one atomic step in its store; a service that has such a bean
 * accepts {@code Idempotency-Key} on all its POSTs under {@code /v1}.
 */
public interface IdempotencyStore {

    /** How long a reply is kept; the contract's figure. */
    Duration KEPT = Duration.ofHours(24);

    /** After which time a request that did not end is taken for dead, so that the key can be claimed again. */
    Duration LEASE = Duration.ofSeconds(30);

    /** Of several at once for one scope, exactly one gets {@link Claim.Granted}. */
    Claim claim(IdempotentRequest request);

    /** Stores the reply under a claim that was granted; does nothing if the claim was lost to another meanwhile. */
    void complete(IdempotentRequest request, Claim.Granted claim, StoredReply reply);

    /** Gives the key back: the request ended without a reply that may be stored. */
    void release(IdempotentRequest request, Claim.Granted claim);
}
