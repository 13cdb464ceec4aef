package io.rookery.user.passwords;

import io.rookery.defaults.problem.ServiceUnavailableException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with the first parameters OWASP's Password Storage Cheat Sheet names (m=19456 KiB, t=2, p=1). A hash is dear
 * on purpose, so only so many are computed at once; who waits too long gets a 503 and not an overloaded service.
 */
@Component
public class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PARALLELISM = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, ITERATIONS);
    private final Semaphore turns;
    private final Duration maxWait;
    private final String nobodysHash;

    PasswordHasher(PasswordProperties properties) {
        this.turns = new Semaphore(properties.concurrentHashes(), true);
        this.maxWait = properties.maxWait();
        this.nobodysHash = encode("nobody's password");
    }

    /** @throws ServiceUnavailableException if too many wait already */
    public String hash(String password) {
        return inTurn(() -> encode(password));
    }

    /**
     * Takes as long whether there is a hash or not, so that the time does not tell who has an account.
     *
     * @param hash null if there is no such user: never matches
     * @throws ServiceUnavailableException if too many wait already
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
        boolean admitted;
        try {
            admitted = turns.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            admitted = false;
        }
        if (!admitted) {
            throw new ServiceUnavailableException("Too many log in at the moment, try again.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** The same password typed on another keyboard may come composed differently (NIST SP 800-63B, 3.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
