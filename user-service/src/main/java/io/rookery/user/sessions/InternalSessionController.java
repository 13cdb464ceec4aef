package io.rookery.user.sessions;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tells the other services whose access tokens are good no more. */
@RestController
class InternalSessionController {

    /** Every instance of every service asks each second; so they hear of an end half a second later at most. */
    private static final Duration KEPT = Duration.ofMillis(500);

    /** One reply, ready to be sent; of those who come when it is too old one makes the next, and the others wait for it. */
    private final LoadingCache<Boolean, byte[]> reply;

    InternalSessionController(Sessions sessions, JsonMapper json, Ticker ticker) {
        reply = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .build(_ -> json.writeValueAsBytes(new RevokedSessions(sessions.sessionIds())));
    }

    /** @param sessionIds as in the claim {@code sid} */
    record RevokedSessions(List<String> sessionIds) {}

    @GetMapping(path = "/internal/sessions/revoked", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] revoked() {
        return reply.get(true);
    }
}
