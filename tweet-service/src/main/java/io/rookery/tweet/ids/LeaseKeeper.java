package io.rookery.tweet.ids;

import io.rookery.defaults.ids.Snowflake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Keeps this instance in possession of a node id: takes one that is free, renews it, and when it is lost takes another.
 * A node id with leftovers is never taken for new ids: the outbox sweep drains it first.
 */
public final class LeaseKeeper implements SmartLifecycle {

    /** Starts before, and stops after, whatever issues ids or sweeps. */
    public static final int PHASE = 0;

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 5;

    private final NodeLeaseRepository leases;
    private final IdGenerator ids;
    private final IdsProperties settings;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final String owner = UUID.randomUUID().toString();

    private @Nullable ScheduledExecutorService ticker;
    private volatile @Nullable NodeLease held;
    private volatile long sweptUntil;
    private long renewedAtNanos;

    LeaseKeeper(
            NodeLeaseRepository leases,
            IdGenerator ids,
            IdsProperties settings,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.leases = leases;
        this.ids = ids;
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** This instance's name in {@code node_leases}. */
    public String owner() {
        return owner;
    }

    /** The lease as far as this instance knows; it may have ended since. */
    public Optional<NodeLease> held() {
        return Optional.ofNullable(held);
    }

    /** Unix time in ms before which all events of the held node id are published. */
    public long sweptUntil() {
        return sweptUntil;
    }

    /** Notes how far the outbox of the held node id is published; stored with the next renewal. */
    public void sweptUntil(NodeLease lease, long millis) {
        NodeLease current = held;
        if (current != null && current.node() == lease.node() && current.firstMillis() == lease.firstMillis()) {
            sweptUntil = millis;
        }
    }

    @Override
    public synchronized void start() {
        tick();
        var newTicker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lease-keeper").daemon().factory());
        newTicker.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        ticker = newTicker;
    }

    /** Gives the node id back, so that it is free as soon as its last events are swept. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = ticker;
        if (running == null) {
            return;
        }
        ticker = null;
        running.close();
        long issuedUntil = ids.stop();
        NodeLease lease = held;
        held = null;
        if (lease != null) {
            try {
                leases.release(lease.node(), owner, issuedUntil, Math.min(sweptUntil, issuedUntil));
            } catch (DataAccessException e) {
                log.atInfo()
                        .setMessage("The node id could not be given back and will run out")
                        .addKeyValue("node", lease.node())
                        .addKeyValue("reason", String.valueOf(e))
                        .log();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return ticker != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Does what is due now. */
    void tick() {
        try {
            NodeLease lease = held;
            if (lease == null) {
                take();
            } else if (nanoTime.getAsLong() - renewedAtNanos
                    >= settings.renewal().toNanos()) {
                renew(lease);
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .setMessage("The node id could not be taken or renewed, trying again")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
        }
    }

    private void renew(NodeLease lease) {
        long nanos = nanoTime.getAsLong();
        long limit = limit();
        if (leases.renew(lease.node(), owner, Math.max(lease.limitMillis(), limit), sweptUntil, settings.lease())) {
            use(lease.renewed(limit, deadline(nanos)), nanos);
        } else {
            ids.stop();
            held = null;
            log.atWarn()
                    .setMessage("The node id was lost to another instance")
                    .addKeyValue("node", lease.node())
                    .log();
            take();
        }
    }

    private void take() {
        List<StoredLease> free = free();
        Collections.shuffle(free, RandomGenerator.getDefault());
        for (StoredLease candidate : free.subList(0, Math.min(ATTEMPTS, free.size()))) {
            long nanos = nanoTime.getAsLong();
            long first = clock.millis();
            long limit = limit();
            if (candidate.isFreeAt(first) && leases.take(candidate, owner, limit, first, settings.lease())) {
                sweptUntil = first;
                use(new NodeLease(candidate.node(), first, limit, deadline(nanos)), nanos);
                log.atInfo()
                        .setMessage("Issuing ids under a new node id")
                        .addKeyValue("node", candidate.node())
                        .log();
                return;
            }
        }
        log.atWarn()
                .setMessage("No node id was free, trying again")
                .addKeyValue("candidates", free.size())
                .log();
    }

    private List<StoredLease> free() {
        Map<Integer, StoredLease> known = new HashMap<>();
        leases.all().forEach(lease -> known.put(lease.node(), lease));
        long now = clock.millis();
        List<StoredLease> free = new ArrayList<>();
        for (int node = 0; node < Snowflake.NODES; node++) {
            StoredLease lease = known.getOrDefault(node, StoredLease.neverHeld(node));
            if (lease.isFreeAt(now)) {
                free.add(lease);
            }
        }
        return free;
    }

    private void use(NodeLease lease, long nanos) {
        renewedAtNanos = nanos;
        held = lease;
        ids.use(lease);
    }

    private long limit() {
        return clock.millis() + settings.lease().toMillis();
    }

    /** Counted from before the lease was asked for, so that it ends here before it ends in Cassandra. */
    private long deadline(long nanos) {
        return nanos + settings.lease().minus(settings.margin()).toNanos();
    }
}
