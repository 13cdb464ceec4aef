package io.rookery.defaults.security;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sessions that ended while access tokens of theirs are still good, as last heard of. */
public final class RevokedSessions {

    /** The claim of an access token that names its session. */
    public static final String CLAIM = "sid";

    /** As many as are believed; the list's owner never names more. */
    static final int MAX = 100_000;

    private volatile Set<String> sessionIds = Set.of();

    /** Forgets all known so far: a session leaves the list once its last access token has expired. */
    public void replace(Collection<String> sessionIds) {
        this.sessionIds = sessionIds.stream().limit(MAX).collect(Collectors.toUnmodifiableSet());
    }

    /** @param sessionId null of a token that names no session: such a one cannot be revoked */
    public boolean contains(@Nullable String sessionId) {
        return sessionId != null && sessionIds.contains(sessionId);
    }
}
