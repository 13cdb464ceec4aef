package io.rookery.user.sessions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.defaults.security.RevocationSource;
import io.rookery.user.tokens.TokenProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sessions that end before their tokens do: everybody is told of them for as long as such a token may be sent. */
@Component
public class Sessions implements RevocationSource {

    /** More would not fit into the memory of those who ask each second. */
    private static final int MOST_TOLD = 100_000;

    /** What clocks may differ by, and what a check of a token's expiry lets pass. */
    private static final Duration ALLOWANCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final RefreshFamilyRepository families;
    private final TokenProperties properties;
    private final InstantSource clock;
    private final AtomicInteger told = new AtomicInteger();

    Sessions(
            RefreshFamilyRepository families, TokenProperties properties, InstantSource clock, MeterRegistry registry) {
        this.families = families;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("rookery.revocations.told", told, AtomicInteger::get)
                .description("Ended sessions of which services are told, at most 100,000")
                .register(registry);
    }

    /**
     * Ends all sessions of a user: no refresh token of theirs is good any more, and every service refuses their access
     * tokens within about a second. Part of the caller's transaction, if there is one.
     */
    public void endAll(long userId) {
        families.endAll(userId, clock.instant());
    }

    /** Those that ended lately, the newest first, at most 100,000. */
    @Override
    public List<String> sessionIds() {
        List<String> ended = families.endedSessions(toldSince(), MOST_TOLD);
        if (told.getAndSet(ended.size()) < MOST_TOLD && ended.size() == MOST_TOLD) {
            log.atWarn()
                    .setMessage("More sessions have ended than are told of: access tokens of the oldest stay good")
                    .addKeyValue("told", MOST_TOLD)
                    .log();
        }
        return ended;
    }

    /** @return how many were forgotten, at most the limit */
    int sweep(int limit) {
        return families.deleteEndedSessions(toldSince(), limit);
    }

    private Instant toldSince() {
        return clock.instant().minus(properties.accessLifetime()).minus(ALLOWANCE);
    }
}
