package io.rookery.media.uploads;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.media.originals.OriginalsStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Removes objects and rows of uploads that were never completed, that failed, or whose media was deleted. Several instances
 * may sweep at once; each step can be repeated.
 */
@Component
class AbandonedUploads {

    private static final Logger log = LoggerFactory.getLogger(AbandonedUploads.class);
    private static final int BATCH = 100;

    private final MediaRepository media;
    private final OriginalsStore originals;
    private final UploadsMetrics metrics;
    private final UploadsProperties settings;
    private final Clock clock;

    AbandonedUploads(
            MediaRepository media,
            OriginalsStore originals,
            UploadsMetrics metrics,
            UploadsProperties settings,
            Clock clock) {
        this.media = media;
        this.originals = originals;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${rookery.uploads.sweep-interval:5m}",
            fixedDelayString = "${rookery.uploads.sweep-interval:5m}")
    void sweep() {
        try {
            sweep(clock.instant());
        } catch (DataAccessException | TransactionException e) {
            log.atWarn()
                    .setMessage("The sweep of abandoned uploads stopped, and goes on at its next turn")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
        }
    }

    void sweep(Instant now) {
        long below = Snowflake.first(now.minus(settings.abandonedAfter()).toEpochMilli());
        media.markAbandoned(below);
        List<Long> batch;
        do {
            batch = media.deleted(below, BATCH);
            for (long mediaId : batch) {
                originals.delete(mediaId);
                media.remove(mediaId);
                metrics.swept();
            }
        } while (batch.size() == BATCH);
    }
}
