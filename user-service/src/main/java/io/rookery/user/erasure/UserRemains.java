package io.rookery.user.erasure;

import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.blocks.BlockRepository;
import io.rookery.user.graph.FollowService;
import io.rookery.user.mutes.MuteRepository;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What still refers to erased users: removed in steps, each a transaction of its own. Nobody remembers where a removal
 * stands: each step looks for what is left, so it may end at any line and be taken up by any instance.
 */
@Component
class UserRemains {

    /** Erasures that are taken in turn, so that one of a user with a million followers does not keep others waiting. */
    private static final int IN_TURN = 100;

    private final ErasureRepository erasures;
    private final AccountRepository accounts;
    private final FollowService follows;
    private final BlockRepository blocks;
    private final MuteRepository mutes;
    private final ErasureProperties properties;

    UserRemains(
            ErasureRepository erasures,
            AccountRepository accounts,
            FollowService follows,
            BlockRepository blocks,
            MuteRepository mutes,
            ErasureProperties properties) {
        this.erasures = erasures;
        this.accounts = accounts;
        this.follows = follows;
        this.blocks = blocks;
        this.mutes = mutes;
        this.properties = properties;
    }

    /** Users of whom something is left, the first erased first. */
    List<Long> users() {
        return erasures.unfinished(IN_TURN);
    }

    /**
     * Removes the next page; if there was none, the account's row, and that was the last of the user.
     *
     * @return false if nothing was to be done, or if another worker is at it
     */
    @Transactional
    boolean remove(long userId) {
        if (!erasures.claim(userId)) {
            return false;
        }
        int page = properties.page();
        if (follows.erase(userId, page) == 0 && blocks.erase(userId, page) == 0 && mutes.erase(userId, page) == 0) {
            accounts.removeErased(userId);
            erasures.done(userId, Store.USERS);
        }
        return true;
    }
}
