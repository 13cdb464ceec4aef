package io.rookery.defaults.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link RevokedSessions} up to date: asks once before the web server listens, then on a thread of its own until the
 * web server has stopped. While the source cannot be asked the last list stays: said once when it begins and once when it
 * is over.
 */
public final class RevocationPoll implements SmartLifecycle, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(RevocationPoll.class);

    private final RevocationSource source;
    private final RevokedSessions sessions;
    private final Duration interval;
    private final Ticker ticker;
    private volatile @Nullable ScheduledExecutorService thread;
    private volatile @Nullable Long knownSinceNanos;
    private volatile boolean failing;

    /** @param interval between the end of one poll and the next */
    public RevocationPoll(RevocationSource source, RevokedSessions sessions, Duration interval, Ticker ticker) {
        this.source = source;
        this.sessions = sessions;
        this.interval = interval;
        this.ticker = ticker;
    }

    /** Returns when the source has answered, or cannot be asked: that is no reason not to start. */
    @Override
    public synchronized void start() {
        if (thread == null) {
            ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("revoked-sessions").factory());
            thread = polls;
            poll();
            var _ = polls.scheduleWithFixedDelay(
                    this::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService polls = thread;
        thread = null;
        if (polls != null) {
            polls.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rookery.revocations.age.seconds", this, RevocationPoll::age)
                .description("Since the list of revoked sessions was last heard, NaN if it never was")
                .register(registry);
    }

    /** Whatever happens must not leave here: the next poll would never come. */
    void poll() {
        try {
            sessions.replace(source.sessionIds());
        } catch (RuntimeException | Error e) {
            if (!failing && isRunning()) {
                log.atWarn()
                        .setMessage("Revoked sessions cannot be asked for; the list known last stays")
                        .addKeyValue("reason", e.toString())
                        .log();
            }
            failing = true;
            return;
        }
        knownSinceNanos = ticker.read();
        if (failing) {
            log.atInfo().setMessage("Revoked sessions are known again").log();
        }
        failing = false;
    }

    private double age() {
        Long since = knownSinceNanos;
        return since == null ? Double.NaN : (ticker.read() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
