package io.rookery.tweet.engagements;

import java.util.concurrent.CompletableFuture;

/**
 * A change that someone waits for.
 *
 * @param result cancelled when nobody waits any more
 */
record PendingChange(Change change, CompletableFuture<Engagements.Count> result) {

    PendingChange(Change change) {
        this(change, new CompletableFuture<>());
    }

    boolean isGivenUp() {
        return result.isCancelled();
    }
}
