package io.rookery.gateway.tokens;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions that ended while access tokens of theirs are still good, as last heard of. */
final class RevokedSessions {

    /** The claim of an access token that names its session. */
    static final String CLAIM = "sid";

    private volatile Set<String> sessionIds = Set.of();

    void replace(Collection<String> sessionIds) {
        this.sessionIds = Set.copyOf(sessionIds);
    }

    /** @param sessionId null of a token that names no session: such a one cannot be revoked */
    boolean contains(@Nullable String sessionId) {
        return sessionId != null && sessionIds.contains(sessionId);
    }
}
