package io.rookery.user.erasure;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the erasure of a user is.
 *
 * @param erased when a store was done; those that are not are absent
 * @param completedAt when all were; null before
 */
record Erasure(
        long userId,
        Instant requestedAt,
        Map<Store, Instant> erased,
        @Nullable Instant completedAt) {}
