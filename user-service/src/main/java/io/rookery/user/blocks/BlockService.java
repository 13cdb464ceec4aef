package io.rookery.user.blocks;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.graph.FollowService;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Blocks and unblocks. Both accounts are locked, so a block takes turns with the follows of either: one that came before
 * is ended, one that comes after sees the block.
 */
@Service
class BlockService {

    /** Of one user. */
    static final int LIMIT = 10_000;

    private final AccountRepository accounts;
    private final BlockRepository blocks;
    private final FollowService follows;

    BlockService(AccountRepository accounts, BlockRepository blocks, FollowService follows) {
        this.accounts = accounts;
        this.blocks = blocks;
        this.follows = follows;
    }

    /** Does nothing if it is so already. */
    @Transactional
    void block(long blockerId, long blockedId) {
        if (blockerId == blockedId) {
            throw new CannotBlockSelfException();
        }
        takeTurn(blockerId, blockedId);
        if (blocks.insert(blockerId, blockedId)) {
            if (blocks.count(blockerId) > LIMIT) {
                throw new BlockLimitReachedException(LIMIT);
            }
            follows.endBetween(blockerId, blockedId);
        }
    }

    /** Does nothing if it is so already. */
    @Transactional
    void unblock(long blockerId, long blockedId) {
        takeTurn(blockerId, blockedId);
        blocks.delete(blockerId, blockedId);
    }

    private void takeTurn(long blockerId, long blockedId) {
        List<Long> both = List.of(blockerId, blockedId);
        Set<Long> locked = accounts.lock(both);
        for (long userId : both) {
            if (!locked.contains(userId)) {
                throw new NotFoundException("user " + userId);
            }
        }
    }
}
