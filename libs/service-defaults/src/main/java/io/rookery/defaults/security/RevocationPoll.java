package io.rookery.defaults.security;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link RevokedSessions} up to date, on a thread of its own. While the source cannot be asked the last list stays:
 * said once when it begins and once when it is over.
 */
public final class RevocationPoll implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RevocationPoll.class);

    private final RevocationSource source;
    private final RevokedSessions sessions;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("revoked-sessions").factory());
    private boolean failing;

    public RevocationPoll(RevocationSource source, RevokedSessions sessions) {
        this.source = source;
        this.sessions = sessions;
    }

    /** @param interval between the end of one poll and the next */
    public void start(Duration interval) {
        var _ = thread.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    void poll() {
        try {
            sessions.replace(source.sessionIds());
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown()) {
                log.atWarn()
                        .setMessage("Revoked sessions cannot be asked for; the list known last stays")
                        .addKeyValue("reason", e.toString())
                        .log();
            }
            failing = true;
            return;
        }
        if (failing) {
            log.atInfo().setMessage("Revoked sessions are known again").log();
        }
        failing = false;
    }
}
