package io.rookery.defaults.calls;

import io.rookery.defaults.problem.Infrastructure;
import java.util.function.Predicate;

/** What a circuit breaker counts as a failure: not a 404, which is an answer. Named in {@code service-defaults.yaml}. */
public final class CallFault implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return Infrastructure.isFault(failure);
    }
}
