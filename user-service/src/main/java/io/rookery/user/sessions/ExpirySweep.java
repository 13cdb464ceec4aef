package io.rookery.user.sessions;

import io.rookery.defaults.problem.Infrastructure;
import io.rookery.user.attempts.SignInAttempts;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what nobody can use or needs to know any more; on every instance, since twice does no harm. */
@Component
class ExpirySweep {

    /** Rows of one statement, which must end before the connection's timeout. */
    private static final int BATCH = 10_000;

    private static final Logger log = LoggerFactory.getLogger(ExpirySweep.class);

    private final RefreshFamilyRepository families;
    private final Sessions sessions;
    private final SignInAttempts attempts;
    private final InstantSource clock;

    ExpirySweep(RefreshFamilyRepository families, Sessions sessions, SignInAttempts attempts, InstantSource clock) {
        this.families = families;
        this.sessions = sessions;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            long deleted = all(limit -> families.deleteExpired(clock.instant(), limit));
            long ended = all(sessions::sweep);
            long forgotten = all(attempts::sweep);
            log.atInfo()
                    .setMessage("Expired sessions and failed logins were deleted")
                    .addKeyValue("families", deleted)
                    .addKeyValue("ended_sessions", ended)
                    .addKeyValue("login_names", forgotten)
                    .log();
        } catch (RuntimeException e) {
            if (!Infrastructure.isFault(e)) {
                throw e;
            }
            log.atWarn()
                    .setMessage("Expired sessions and failed logins stay until the next sweep")
                    .addKeyValue("reason", e.toString())
                    .log();
        }
    }

    private static long all(IntUnaryOperator deleteAtMost) {
        long deleted = 0;
        int batch;
        do {
            batch = deleteAtMost.applyAsInt(BATCH);
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }
}
