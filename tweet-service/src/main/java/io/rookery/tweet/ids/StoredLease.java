package io.rookery.tweet.ids;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code node_leases}.
 *
 * @param node the node id
 * @param owner the instance that holds it; null if none does, or if its lease ran out
 * @param issuedUntil Unix time in ms before which all ids of this node id are; null if it was never held
 * @param sweptUntil Unix time in ms before which all its events are published; null if it was never held
 */
public record StoredLease(
        int node,
        @Nullable String owner,
        @Nullable Long issuedUntil,
        @Nullable Long sweptUntil) {

    static StoredLease neverHeld(int node) {
        return new StoredLease(node, null, null, null);
    }

    /** Whether its last owner left without all its events being known as published. */
    public boolean hasLeftovers() {
        return owner == null && issuedUntil != null && sweptUntil != null && sweptUntil < issuedUntil;
    }

    /** Whether a new owner may issue ids from that time on: nothing is left to sweep, and all earlier ids are older. */
    boolean isFreeAt(long millis) {
        return owner == null && !hasLeftovers() && (issuedUntil == null || issuedUntil <= millis);
    }
}
