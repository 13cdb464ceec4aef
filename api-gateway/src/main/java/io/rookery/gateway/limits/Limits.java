package io.rookery.gateway.limits;

import io.rookery.gateway.limits.TokenBucket.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Takes tokens from the shared buckets, and from this instance's own while Redis does not answer: then one request in a
 * pause asks Redis again, and all others do not wait for it.
 */
public final class Limits {

    private static final Logger log = LoggerFactory.getLogger(Limits.class);

    static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final long PAUSE_MICROS = 500_000;
    private static final long UP = Long.MIN_VALUE;

    private final BucketStore shared;
    private final LocalBuckets local;
    private final Map<LimitGroup, TokenBucket> buckets = new EnumMap<>(LimitGroup.class);
    private final LimitsMetrics metrics;
    private final LongSupplier micros;
    private final Scheduler workers;
    private final AtomicLong askAgainAt = new AtomicLong(UP);

    /** @param workers where a request goes on after Redis has answered: there is but one thread that reads from it */
    Limits(
            BucketStore shared,
            LocalBuckets local,
            LimitsProperties settings,
            LimitsMetrics metrics,
            LongSupplier micros,
            Scheduler workers) {
        this.shared = shared;
        this.local = local;
        this.metrics = metrics;
        this.micros = micros;
        this.workers = workers;
        for (LimitGroup group : LimitGroup.values()) {
            buckets.put(group, settings.bucket(group));
        }
    }

    /** Never fails. */
    public Mono<Taken> take(LimitGroup group, String caller) {
        return count(group, caller).doOnNext(taken -> {
            if (!taken.allowed()) {
                metrics.rejected(group);
            }
        });
    }

    /** What remains to this caller, without taking any of it; never fails. */
    public Mono<Taken> look(LimitGroup group, String caller) {
        return count(group, caller).map(taken -> taken.allowed() ? giveBack(taken, caller) : taken);
    }

    private Mono<Taken> count(LimitGroup group, String caller) {
        TokenBucket bucket = Objects.requireNonNull(buckets.get(group));
        return Mono.defer(() -> mayAsk()
                        ? shared.take(group, caller, bucket)
                                .timeout(TIMEOUT)
                                .publishOn(workers)
                                .doOnNext(_ -> answered())
                                .onErrorResume(failure -> {
                                    failed(failure);
                                    return locally(group, caller, bucket);
                                })
                        : locally(group, caller, bucket))
                .map(level -> new Taken(group, bucket, level));
    }

    /** Gives a token back that this caller got, without waiting for it. */
    Taken giveBack(Taken taken, String caller) {
        if (askAgainAt.get() == UP) {
            shared.giveBack(taken.group(), caller, taken.bucket())
                    .timeout(TIMEOUT)
                    .subscribe(_ -> {}, this::failed);
        } else {
            local.giveBack(taken.group(), caller, taken.bucket());
        }
        return taken.givenBack();
    }

    private Mono<Level> locally(LimitGroup group, String caller, TokenBucket bucket) {
        metrics.countedLocally();
        return Mono.just(local.take(group, caller, bucket));
    }

    private boolean mayAsk() {
        long at = askAgainAt.get();
        long now = micros.getAsLong();
        return at == UP || (now >= at && askAgainAt.compareAndSet(at, now + PAUSE_MICROS));
    }

    private void answered() {
        if (askAgainAt.getAndSet(UP) != UP) {
            log.atInfo().setMessage("Rate limits are shared again").log();
        }
    }

    private void failed(Throwable failure) {
        if (askAgainAt.getAndSet(micros.getAsLong() + PAUSE_MICROS) == UP) {
            log.atWarn()
                    .setMessage("Redis does not answer: this instance counts requests alone")
                    .addKeyValue("reason", String.valueOf(failure))
                    .log();
        }
    }
}
