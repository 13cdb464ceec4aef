package io.rookery.user.erasure;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.sessions.Sessions;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Begins erasures and keeps book of them. What is personal goes in the transaction that promises the rest: the
 * {@link ErasureWorker} removes what refers to the user here, and tells the other stores.
 */
@Service
class ErasureService {

    private final AccountRepository accounts;
    private final Sessions sessions;
    private final ErasureRepository erasures;
    private final ErasureWorker worker;
    private final InstantSource clock;

    ErasureService(
            AccountRepository accounts,
            Sessions sessions,
            ErasureRepository erasures,
            ErasureWorker worker,
            InstantSource clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.erasures = erasures;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * Asked again, it does nothing.
     *
     * @throws NotFoundException if there never was such a user
     */
    @Transactional
    Erasure begin(long userId) {
        if (accounts.erase(userId)) {
            sessions.endAll(userId);
            erasures.insert(userId, clock.instant());
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    worker.wake();
                }
            });
        }
        return erasures.find(userId).orElseThrow(() -> new NotFoundException("user " + userId));
    }

    Erasure find(long userId) {
        return erasures.find(userId).orElseThrow(() -> unknown(userId));
    }

    /** Another service says that it keeps nothing of the user any more. */
    void done(long userId, Store store) {
        if (!erasures.done(userId, store)) {
            throw unknown(userId);
        }
    }

    private static NotFoundException unknown(long userId) {
        return new NotFoundException("erasure of user " + userId);
    }
}
