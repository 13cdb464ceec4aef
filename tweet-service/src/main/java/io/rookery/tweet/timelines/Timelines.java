package io.rookery.tweet.timelines;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells timeline-service of a tweet before its author is answered, so that the author's next read shows it, or nobody's next
 * read shows what was deleted. It is done again from the event: whatever goes wrong here only delays that, and must not
 * fail what is written already.
 */
@Component
public class Timelines {

    private static final Logger log = LoggerFactory.getLogger(Timelines.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final TimelineClient timelines;
    private final TimelinesMetrics metrics;
    private final AtomicLong logAgainAtNanos = new AtomicLong(System.nanoTime());

    Timelines(TimelineClient timelines, TimelinesMetrics metrics) {
        this.timelines = timelines;
        this.metrics = metrics;
    }

    public void posted(long authorId, long tweetId) {
        tell(() -> timelines.posted(authorId, tweetId));
    }

    public void deleted(long authorId, long tweetId) {
        tell(() -> timelines.deleted(authorId, tweetId));
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            metrics.untold();
            logOnceInAWhile(e);
        }
    }

    private void logOnceInAWhile(RuntimeException failure) {
        long now = System.nanoTime();
        long due = logAgainAtNanos.get();
        if (now - due >= 0 && logAgainAtNanos.compareAndSet(due, now + PAUSE_NANOS)) {
            log.atWarn()
                    .setMessage("timeline-service is told of tweets by their events only")
                    .addKeyValue("reason", String.valueOf(failure))
                    .log();
        }
    }
}
