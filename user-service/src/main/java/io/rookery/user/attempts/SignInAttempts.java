package io.rookery.user.attempts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.defaults.security.SecurityProperties;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Bounds how many passwords are tried for one login name (OWASP ASVS 5.0, 6.3.1): an attempt is taken before the password
 * is looked at, so that of many at once no more are looked at than may be.
 *
 * <p>Counted by the name as it was typed, whether there is such a user or not. The handle and the address of one account
 * are two names: were they one, whoever fails with a handle could see which address belongs to it, and whoever locks a
 * public handle would lock its owner's address too.
 */
@Component
public class SignInAttempts {

    private static final String ALGORITHM = "HmacSHA256";

    private final SignInAttemptRepository attempts;
    private final SignInProperties properties;
    private final InstantSource clock;
    private final SecretKeySpec key;
    private final Counter refused;

    SignInAttempts(
            SignInAttemptRepository attempts,
            SignInProperties properties,
            SecurityProperties security,
            InstantSource clock,
            MeterRegistry registry) {
        this.attempts = attempts;
        this.properties = properties;
        this.clock = clock;
        this.key = new SecretKeySpec(security.internalKey().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.refused = Counter.builder("rookery.sign.in.refused")
                .description("Logins that were refused after too many wrong passwords")
                .register(registry);
    }

    /**
     * Counts as a failure until it turns out to be none.
     *
     * @throws TooManyAttemptsException if none is to be had now
     */
    public void take(String login) {
        byte[] name = hash(login);
        Instant now = clock.instant();
        if (!attempts.take(name, now, properties)) {
            refused.increment();
            Duration passed = attempts.last(name)
                    .map(last -> Duration.between(last, now))
                    .filter(Duration::isPositive)
                    .orElse(Duration.ZERO);
            throw new TooManyAttemptsException(properties.retryInterval().minus(passed));
        }
    }

    /** The password could not be looked at. */
    public void giveBack(String login) {
        attempts.giveBack(hash(login));
    }

    /** The password was right. */
    public void forget(String login) {
        attempts.forget(hash(login));
    }

    /**
     * Deletes names without a failure in the last {@code forgottenAfter}.
     *
     * @return how many, at most the limit
     */
    public int sweep(int limit) {
        return attempts.deleteOlder(clock.instant().minus(properties.forgottenAfter()), limit);
    }

    private byte[] hash(String login) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // Said first what it is for: nothing else made with this key is ever the same
            mac.update("sign-in attempts of ".getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(login.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
