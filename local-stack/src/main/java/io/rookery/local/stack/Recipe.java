package io.rookery.local.stack;

import io.rookery.backends.Backend;
import io.rookery.backends.Launch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How one component is started and asked whether it is ready.
 *
 * @param prepare does what must be done before each start, then says what to run
 * @param ready a cheap real question to the running component
 */
record Recipe(Supplier<Launch> prepare, BooleanSupplier ready) {

    static Recipe of(Backend backend) {
        return new Recipe(backend::prepare, backend::ready);
    }
}
