package io.rookery.user.sessions;

import io.rookery.defaults.problem.Infrastructure;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what nobody can use any more; on every instance, since twice does no harm. */
@Component
class ExpiredFamilySweep {

    private static final Logger log = LoggerFactory.getLogger(ExpiredFamilySweep.class);

    private final RefreshFamilyRepository families;
    private final InstantSource clock;

    ExpiredFamilySweep(RefreshFamilyRepository families, InstantSource clock) {
        this.families = families;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            int deleted = families.deleteExpired(clock.instant());
            log.atInfo()
                    .setMessage("Expired refresh tokens were deleted")
                    .addKeyValue("families", deleted)
                    .log();
        } catch (RuntimeException e) {
            if (!Infrastructure.isFault(e)) {
                throw e;
            }
            log.atWarn()
                    .setMessage("Expired refresh tokens stay until the next sweep")
                    .addKeyValue("reason", e.toString())
                    .log();
        }
    }
}
