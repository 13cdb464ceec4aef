package io.rookery.gateway.tokens;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The public keys by which access tokens are verified, fetched when first needed.
 *
 * <p>A key that is not known is looked for at once, since user-service may have begun to sign with it; but one fetch a
 * second serves all who ask, so that invented key ids cannot be turned into a flood of fetches. While
 * user-service is down the keys known last stay good.
 */
final class SigningKeys {

    /** After this time a withdrawn key is no longer trusted. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final Duration FETCH_PAUSE = Duration.ofSeconds(1);

    private final Scheduler timer;
    private final Mono<Keys> fetched;
    private volatile Keys known = new Keys(new JWKSet(), 0);

    private record Keys(JWKSet set, long fetchedAtMillis) {
        @Nullable
        JWK find(String keyId) {
            return set.getKeyByKeyId(keyId);
        }
    }

    SigningKeys(Supplier<Mono<JWKSet>> fetch, Scheduler timer) {
        this.timer = timer;
        this.fetched = Mono.defer(fetch)
                .map(set -> new Keys(set, timer.now(TimeUnit.MILLISECONDS)))
                .doOnNext(keys -> known = keys)
                .cache(_ -> FETCH_PAUSE, _ -> FETCH_PAUSE, () -> FETCH_PAUSE, timer);
    }

    /** Empty if there is no such key; fails if it is not known and user-service cannot be asked. */
    Mono<JWK> find(String keyId) {
        Keys last = known;
        JWK key = last.find(keyId);
        if (key == null) {
            return fetched.mapNotNull(keys -> keys.find(keyId));
        }
        boolean fresh = timer.now(TimeUnit.MILLISECONDS) - last.fetchedAtMillis < MAX_AGE.toMillis();
        return fresh ? Mono.just(key) : fetched.onErrorReturn(last).mapNotNull(keys -> keys.find(keyId));
    }
}
