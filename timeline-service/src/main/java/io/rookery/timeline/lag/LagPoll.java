package io.rookery.timeline.lag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka again and again, on a thread of its own; that it does not answer is said once, and once that it does again. */
class LagPoll implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LagPoll.class);
    private static final Duration LAST_ANSWER = Duration.ofSeconds(5);

    private final Supplier<Backlog> kafka;
    private final Lag lag;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("fanout-lag").factory());
    private boolean failing;

    LagPoll(Supplier<Backlog> kafka, Lag lag, InstantSource clock) {
        this.kafka = kafka;
        this.lag = lag;
        this.clock = clock;
    }

    /** @param interval between the end of one poll and the next */
    void start(Duration interval) {
        var _ = thread.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void poll() {
        Instant asked = clock.instant();
        try {
            lag.known(kafka.get(), asked);
        } catch (RuntimeException e) {
            lag.unknown();
            if (!failing && !thread.isShutdown()) {
                log.atWarn()
                        .setMessage("Kafka cannot be asked how far deliveries are")
                        .addKeyValue("reason", e.toString())
                        .log();
            }
            failing = true;
            return;
        }
        if (failing) {
            log.atInfo().setMessage("Kafka can be asked again").log();
        }
        failing = false;
    }

    /** When this returns nobody asks any more. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        var _ = thread.awaitTermination(LAST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
