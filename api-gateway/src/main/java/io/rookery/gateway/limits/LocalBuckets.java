package io.rookery.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rookery.gateway.limits.TokenBucket.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The buckets of this instance alone, for as long as the shared ones cannot be asked. */
final class LocalBuckets {

    /** About 20 MB when full. */
    private static final int MAX_CALLERS = 100_000;

    private final LongSupplier micros;
    private final Cache<Key, Long> fullAt;

    private record Key(LimitGroup group, String caller) {}

    /**
     * @param micros a clock that never goes back
     * @param longestWindow after which any bucket is full again, and may be forgotten
     */
    LocalBuckets(LongSupplier micros, Duration longestWindow) {
        this.micros = micros;
        this.fullAt = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterWrite(longestWindow)
                .build();
    }

    Level take(LimitGroup group, String caller, TokenBucket bucket) {
        return change(new Key(group, caller), bucket::take);
    }

    Level giveBack(LimitGroup group, String caller, TokenBucket bucket) {
        return change(new Key(group, caller), bucket::giveBack);
    }

    @FunctionalInterface
    private interface Change {
        Level of(long fullAt, long now);
    }

    private Level change(Key key, Change change) {
        Level[] level = new Level[1];
        fullAt.asMap().compute(key, (_, known) -> {
            long now = micros.getAsLong();
            level[0] = change.of(known == null ? now : known, now);
            return now + level[0].untilFull();
        });
        return level[0];
    }
}
