package io.rookery.user.sessions;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the other services whose access tokens are good no more. */
@RestController
class InternalSessionController {

    private final Sessions sessions;

    InternalSessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @param sessionIds as in the claim {@code sid} */
    record RevokedSessions(List<String> sessionIds) {}

    @GetMapping("/internal/sessions/revoked")
    RevokedSessions revoked() {
        return new RevokedSessions(sessions.sessionIds());
    }
}
