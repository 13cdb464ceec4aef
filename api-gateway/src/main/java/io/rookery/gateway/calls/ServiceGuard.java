package io.rookery.gateway.calls;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Decides for one service whether a call may be made, and learns from each how the service fares. */
final class ServiceGuard {

    private static final int MIN_RETRY_MILLIS = 20;
    private static final int MAX_RETRY_MILLIS = 120;

    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;
    private final RetryBudget budget = new RetryBudget();

    ServiceGuard(CircuitBreaker circuit, Bulkhead bulkhead) {
        this.circuit = circuit;
        this.bulkhead = bulkhead;
    }

    /**
     * Makes the call, or fails at once with {@link ServiceUnavailableException}: nobody waits for a place.
     *
     * @param call made anew for each attempt; ends when the reply begins
     * @param repeatable whether it may be made once more when the connection fails
     */
    Mono<Void> protect(Supplier<Mono<Void>> call, boolean repeatable) {
        budget.called();
        Mono<Void> attempt = Mono.defer(() -> attempt(call));
        return repeatable
                ? attempt.onErrorResume(
                        failure -> failure instanceof IOException && budget.spend(),
                        _ -> Mono.delay(jitter()).then(attempt))
                : attempt;
    }

    private Mono<Void> attempt(Supplier<Mono<Void>> call) {
        if (!bulkhead.tryAcquirePermission()) {
            return Mono.error(
                    new ServiceUnavailableException("Too many requests of this kind are waiting, try again."));
        }
        if (!circuit.tryAcquirePermission()) {
            bulkhead.releasePermission();
            return Mono.error(
                    new ServiceUnavailableException("Something this request needs is unavailable, try again."));
        }
        long begin = circuit.getCurrentTimestamp();
        return Mono.defer(call)
                .doOnSuccess(_ -> circuit.onSuccess(since(begin), circuit.getTimestampUnit()))
                .doOnError(failure -> circuit.onError(since(begin), circuit.getTimestampUnit(), failure))
                .doOnCancel(() -> gaveUp(begin))
                .doFinally(_ -> bulkhead.onComplete());
    }

    /** A client that no longer waits for a slow service must not make it look like one that was not asked. */
    private void gaveUp(long begin) {
        Duration waited = Duration.of(since(begin), circuit.getTimestampUnit().toChronoUnit());
        if (waited.compareTo(circuit.getCircuitBreakerConfig().getSlowCallDurationThreshold()) > 0) {
            circuit.onSuccess(since(begin), circuit.getTimestampUnit());
        } else {
            circuit.releasePermission();
        }
    }

    private long since(long begin) {
        return circuit.getCurrentTimestamp() - begin;
    }

    private static Duration jitter() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
    }
}
