package io.rookery.tweet.outbox;

import io.rookery.tweet.ids.IdsProperties;
import io.rookery.tweet.ids.LeaseKeeper;
import io.rookery.tweet.ids.NodeLease;
import io.rookery.tweet.ids.NodeLeaseRepository;
import io.rookery.tweet.ids.StoredLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings every written event to Kafka, at least once. One thread empties the queue; one sweeps the outbox for what the
 * queue did not take, of this instance and of those that are gone.
 *
 * <p>When Kafka fails, the queue is closed and the sweep alone publishes, from the oldest event on; once it reaches the
 * present, the queue opens again.
 */
@Component
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final OutboxQueue queue;
    private final OutboxPublisher publisher;
    private final OutboxSweep sweep;
    private final LeaseKeeper keeper;
    private final NodeLeaseRepository leases;
    private final OutboxProperties settings;
    private final IdsProperties idsSettings;

    private volatile boolean running;
    private @Nullable ScheduledExecutorService sweeper;
    private @Nullable Thread publishing;

    OutboxRelay(
            OutboxQueue queue,
            OutboxPublisher publisher,
            OutboxSweep sweep,
            LeaseKeeper keeper,
            NodeLeaseRepository leases,
            OutboxProperties settings,
            IdsProperties idsSettings) {
        this.queue = queue;
        this.publisher = publisher;
        this.sweep = sweep;
        this.keeper = keeper;
        this.leases = leases;
        this.settings = settings;
        this.idsSettings = idsSettings;
    }

    @Override
    public synchronized void start() {
        running = true;
        publishing = Thread.ofVirtual().name("outbox-publisher").start(this::publishQueue);
        var newSweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("outbox-sweeper").factory());
        every(newSweeper, settings.sweepInterval(), this::sweepOwn);
        every(newSweeper, settings.adoptInterval(), this::adopt);
        sweeper = newSweeper;
    }

    /** Publishes what is queued if that is quickly done; the rest is in the outbox and some instance sweeps it. */
    @Override
    public synchronized void stop() {
        running = false;
        try {
            if (sweeper != null) {
                sweeper.shutdown();
                sweeper.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (publishing != null) {
                publishing.join(STOP_TIMEOUT);
                publishing.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LeaseKeeper.PHASE + 1;
    }

    private static void every(ScheduledExecutorService executor, Duration interval, Runnable task) {
        executor.scheduleWithFixedDelay(task, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void publishQueue() {
        try {
            while (running || !queue.isEmpty()) {
                List<OutboxEntry> entries = queue.poll(settings.batch());
                try {
                    publisher.publish(entries);
                } catch (RuntimeException e) {
                    failed(e);
                } finally {
                    queue.done(entries);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepOwn() {
        try {
            NodeLease lease = keeper.held().orElse(null);
            if (lease == null) {
                return;
            }
            boolean catchingUp = !queue.isOpen();
            if (catchingUp) {
                publisher.ensureTopics();
            }
            Duration minAge = catchingUp ? Duration.ZERO : settings.minAge();
            keeper.sweptUntil(lease, sweep.sweep(lease.node(), keeper.sweptUntil(), Long.MAX_VALUE, minAge));
            if (catchingUp) {
                queue.open();
                log.atInfo()
                        .setMessage("Events are published as they are written")
                        .log();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Takes over, one after the other, the node ids whose owners left something; only for as long as it takes. */
    private void adopt() {
        try {
            List<StoredLease> leftovers = new ArrayList<>(
                    leases.all().stream().filter(StoredLease::hasLeftovers).toList());
            Collections.shuffle(leftovers, RandomGenerator.getDefault());
            for (StoredLease lease : leftovers) {
                adopt(lease);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void adopt(StoredLease lease) {
        long issuedUntil = Objects.requireNonNull(lease.issuedUntil());
        long sweptUntil = Objects.requireNonNull(lease.sweptUntil());
        if (!leases.take(lease, keeper.owner(), issuedUntil, sweptUntil, idsSettings.lease())) {
            return;
        }
        try {
            sweptUntil = sweep.sweep(lease.node(), sweptUntil, issuedUntil, Duration.ZERO);
        } finally {
            leases.release(lease.node(), keeper.owner(), issuedUntil, sweptUntil);
        }
    }

    private void failed(RuntimeException e) {
        boolean wasOpen = queue.isOpen();
        queue.close();
        (wasOpen ? log.atWarn() : log.atDebug())
                .setMessage("Events cannot be published; they wait in the outbox")
                .addKeyValue("reason", String.valueOf(e))
                .log();
    }
}
