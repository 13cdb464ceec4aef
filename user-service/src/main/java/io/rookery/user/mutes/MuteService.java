package io.rookery.user.mutes;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.AccountRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mutes and unmutes. The changes of one muter take turns, so that the limit is exact. */
@Service
class MuteService {

    /** Of one user. */
    static final int LIMIT = 10_000;

    private final AccountRepository accounts;
    private final MuteRepository mutes;

    MuteService(AccountRepository accounts, MuteRepository mutes) {
        this.accounts = accounts;
        this.mutes = mutes;
    }

    /** Does nothing if it is so already. */
    @Transactional
    void mute(long muterId, long mutedId) {
        if (muterId == mutedId) {
            throw new CannotMuteSelfException();
        }
        takeTurn(muterId, mutedId);
        if (mutes.insert(muterId, mutedId) && mutes.count(muterId) > LIMIT) {
            throw new MuteLimitReachedException(LIMIT);
        }
    }

    /** Does nothing if it is so already. */
    @Transactional
    void unmute(long muterId, long mutedId) {
        takeTurn(muterId, mutedId);
        mutes.delete(muterId, mutedId);
    }

    private void takeTurn(long muterId, long mutedId) {
        if (!accounts.lock(muterId)) {
            throw new NotFoundException("user " + muterId);
        }
        if (!accounts.keep(mutedId)) {
            throw new NotFoundException("user " + mutedId);
        }
    }
}
