package io.rookery.user.sessions;

import io.rookery.defaults.security.RevocationSource;
import io.rookery.user.tokens.TokenProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sessions that end before their tokens do: everybody is told of them for as long as such a token may be sent. */
@Component
public class Sessions implements RevocationSource {

    /** More would not fit into the memory of those who ask each second. */
    private static final int MOST_TOLD = 100_000;

    /** What clocks may differ by, and what a check of a token's expiry lets pass. */
    private static final Duration ALLOWANCE = Duration.ofMinutes(1);

    private final RefreshFamilyRepository families;
    private final TokenProperties properties;
    private final InstantSource clock;

    Sessions(RefreshFamilyRepository families, TokenProperties properties, InstantSource clock) {
        this.families = families;
        this.properties = properties;
        this.clock = clock;
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
        return families.endedSessions(toldSince(), MOST_TOLD);
    }

    /** @return how many were forgotten, at most the limit */
    int sweep(int limit) {
        return families.deleteEndedSessions(toldSince(), limit);
    }

    private Instant toldSince() {
        return clock.instant().minus(properties.accessLifetime()).minus(ALLOWANCE);
    }
}
