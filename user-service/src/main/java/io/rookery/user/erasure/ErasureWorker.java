package io.rookery.user.erasure;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells of erasures that are due and removes what is left of erased users, on a thread of its own. It is woken after a
 * commit and looks by itself now and then, also for erasures of instances that died. Workers of several instances share
 * the work by locks on its rows.
 */
@Component
class ErasureWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasureWorker.class);

    private final Announcements announcements;
    private final UserRemains remains;
    private final ErasureProperties properties;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    ErasureWorker(Announcements announcements, UserRemains remains, ErasureProperties properties) {
        this.announcements = announcements;
        this.remains = remains;
        this.properties = properties;
    }

    /** Says that there is an erasure. */
    void wake() {
        woken.release();
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stopped = false;
            thread = Thread.ofVirtual().name("erasure-worker").start(this::work);
        }
    }

    /** Returns when the step under way is finished. */
    @Override
    public synchronized void stop() {
        if (thread != null) {
            stopped = true;
            wake();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void work() {
        try {
            while (!stopped) {
                if (!didSomething()) {
                    woken.tryAcquire(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells of those that are due, and takes one step for each erased user. */
    private boolean didSomething() {
        boolean did = false;
        try {
            did = announcements.announceDue();
            for (long userId : remains.users()) {
                if (!stopped) {
                    did |= remove(userId);
                }
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .setMessage("Erasures cannot be looked for, they wait")
                    .addKeyValue("reason", e.toString())
                    .log();
        }
        return did;
    }

    /** False if it failed: one that always does must not keep the others from their end. */
    private boolean remove(long userId) {
        try {
            return remains.remove(userId);
        } catch (RuntimeException e) {
            log.atWarn()
                    .setMessage("A step of an erasure failed and is taken again")
                    .addKeyValue("user_id", userId)
                    .addKeyValue("reason", e.toString())
                    .log();
            return false;
        }
    }
}
