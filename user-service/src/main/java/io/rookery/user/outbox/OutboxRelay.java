package io.rookery.user.outbox;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings events to Kafka on a thread of its own. It is woken after a commit and looks by itself now and then, for events
 * of instances that died. Of all instances one works at a time, under a lease that it gives back when nothing is left,
 * so that whoever is woken next need not wait.
 */
@Component
class OutboxRelay implements SmartLifecycle {

    /** Stops after the web server, whose last requests still write events. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final int MAX_DOUBLINGS = 10;
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final OutboxRepository repository;
    private final OutboxPublisher publisher;
    private final OutboxMetrics metrics;
    private final OutboxProperties properties;
    private final String owner = UUID.randomUUID().toString();
    private final Semaphore woken = new Semaphore(0);
    private @Nullable Run run;

    OutboxRelay(
            OutboxRepository repository,
            OutboxPublisher publisher,
            OutboxMetrics metrics,
            OutboxProperties properties) {
        this.repository = repository;
        this.publisher = publisher;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** Says that there is an event. */
    void wake() {
        woken.release();
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
            run.thread.start();
        }
    }

    /** Returns when the batch under way is finished and the lease is given back. */
    @Override
    public synchronized void stop() {
        if (run != null) {
            run.stopped.countDown();
            wake();
            try {
                run.thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            run = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return run != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** From one start to its stop. */
    private final class Run {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Thread thread = Thread.ofVirtual().name("outbox-relay").unstarted(this::work);
        private boolean topicsAreThere;
        private int failures;

        private void work() {
            try {
                while (isActive()) {
                    if (drained()) {
                        woken.tryAcquire(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                        woken.drainPermits();
                    } else {
                        backOff();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Sends what there is, unless another instance does; false if that failed. */
        private boolean drained() {
            try {
                if (!topicsAreThere) {
                    publisher.ensureTopics();
                    topicsAreThere = true;
                }
                if (!repository.isEmpty() && repository.acquire(owner, properties.lease())) {
                    try {
                        sendAll();
                    } finally {
                        repository.release(owner);
                    }
                }
                failures = 0;
                return true;
            } catch (RuntimeException e) {
                failures++;
                metrics.failed();
                log.atWarn()
                        .setMessage("Events could not be sent and stay in the outbox")
                        .addKeyValue("attempt", failures)
                        .addKeyValue("reason", e.toString())
                        .log();
                return false;
            }
        }

        private void sendAll() {
            List<OutboxEntry> entries;
            do {
                entries = repository.next(properties.batch());
                publisher.publish(entries);
            } while (entries.size() == properties.batch()
                    && isActive()
                    && repository.acquire(owner, properties.lease()));
        }

        /** A commit does not cut it short: it is not why sending failed. */
        private void backOff() throws InterruptedException {
            Duration pause = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
            long millis = Math.min(pause.toMillis(), properties.maxBackOff().toMillis());
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                log.atDebug().setMessage("Stopped while backing off").log();
            }
        }

        private boolean isActive() {
            return stopped.getCount() > 0;
        }
    }
}
