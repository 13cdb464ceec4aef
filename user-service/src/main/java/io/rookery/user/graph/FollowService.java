package io.rookery.user.graph;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.graph.FollowEvent.UserFollowed;
import io.rookery.user.graph.FollowEvent.UserUnfollowed;
import io.rookery.user.outbox.Outbox;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows and unfollows. The changes of one follower take turns, by a lock on the follower's account: so the limit is
 * exact and events leave in the order of what happened. Followers of one user do not wait for each other.
 */
@Service
class FollowService {

    /** The contract's figure. */
    static final int FOLLOWING_LIMIT = 5_000;

    private final AccountRepository accounts;
    private final FollowRepository follows;
    private final FollowCountRepository counts;
    private final Outbox outbox;
    private final TopicProperties topics;
    private final JsonMapper json;

    FollowService(
            AccountRepository accounts,
            FollowRepository follows,
            FollowCountRepository counts,
            Outbox outbox,
            TopicProperties topics,
            JsonMapper json) {
        this.accounts = accounts;
        this.follows = follows;
        this.counts = counts;
        this.outbox = outbox;
        this.topics = topics;
        this.json = json;
    }

    /** Does nothing if it is so already; returns how many follow the followee now. */
    @Transactional
    long follow(long followerId, long followeeId) {
        if (followerId == followeeId) {
            throw new CannotFollowSelfException();
        }
        takeTurn(followerId, followeeId);
        Optional<Long> followId = follows.insert(followerId, followeeId);
        if (followId.isPresent()) {
            if (counts.of(followerId).following() >= FOLLOWING_LIMIT) {
                throw new FollowingLimitReachedException(FOLLOWING_LIMIT);
            }
            counts.change(followerId, followeeId, 1);
            tell(new UserFollowed(followId.get(), followerId, followeeId));
        }
        return counts.of(followeeId).followers();
    }

    /** Does nothing if it is so already; returns how many follow the followee now. */
    @Transactional
    long unfollow(long followerId, long followeeId) {
        takeTurn(followerId, followeeId);
        Optional<Long> eventId = follows.delete(followerId, followeeId);
        if (eventId.isPresent()) {
            counts.change(followerId, followeeId, -1);
            tell(new UserUnfollowed(eventId.get(), followerId, followeeId));
        }
        return counts.of(followeeId).followers();
    }

    private void takeTurn(long followerId, long followeeId) {
        if (!accounts.exists(followeeId)) {
            throw new NotFoundException("user " + followeeId);
        }
        if (!accounts.lock(followerId)) {
            throw new NotFoundException("user " + followerId);
        }
    }

    private void tell(FollowEvent event) {
        outbox.append(topics.follows(), Long.toString(event.followerId()), json.writeValueAsString(event));
    }
}
