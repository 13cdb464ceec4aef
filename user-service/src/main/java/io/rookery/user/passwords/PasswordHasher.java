package io.rookery.user.passwords;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Passwords as hashes. A hash is dear on purpose, so only so many are computed at once and only so many wait: who comes
 * when all places are taken, or waits too long, gets a 503 and not an overloaded service. Call it outside of
 * transactions: whoever waits here must not keep a connection from others.
 */
@Component
public class PasswordHasher {

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Semaphore places;
    private final Duration maxWait;
    private final Timer computed;
    private final String nobodysHash;

    PasswordHasher(PasswordEncoder encoder, PasswordProperties properties, MeterRegistry registry) {
        this.encoder = encoder;
        this.turns = new Semaphore(properties.concurrentHashes(), true);
        this.places = new Semaphore(properties.concurrentHashes() + properties.maxWaiting());
        this.maxWait = properties.maxWait();
        this.computed = Timer.builder("rookery.passwords.hash")
                .description("Hashes that were computed, without the wait for a turn")
                .register(registry);
        this.nobodysHash = encode("nobody's password");
        registry.gauge("rookery.passwords.waiting", turns, Semaphore::getQueueLength);
    }

    /** @throws ServiceUnavailableException if too many wait already, or it was not this one's turn in time */
    public String hash(String password) {
        return inTurn(() -> encode(password));
    }

    /**
     * Takes as long whether there is a hash or not, so that the time does not tell who has an account.
     *
     * @param hash null if there is no such user: never matches
     * @throws ServiceUnavailableException if too many wait already, or it was not this one's turn in time
     */
    public boolean matches(String password, @Nullable String hash) {
        boolean same = inTurn(() -> encoder.matches(normal(password), hash == null ? nobodysHash : hash));
        return same && hash != null;
    }

    private String encode(String password) {
        String hash = encoder.encode(normal(password));
        if (hash == null) {
            throw new IllegalStateException("No hash");
        }
        return hash;
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw tooMany();
        }
        try {
            if (!turns.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooMany();
            }
            try {
                return computed.record(work);
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooMany();
        } finally {
            places.release();
        }
    }

    private static ServiceUnavailableException tooMany() {
        return new ServiceUnavailableException("Too many log in at the moment, try again.");
    }

    /** The same password typed on another keyboard may come composed differently (NIST SP 800-63B, 3.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
