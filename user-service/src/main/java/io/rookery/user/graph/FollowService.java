package io.rookery.user.graph;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.graph.FollowEvent.UserFollowed;
import io.rookery.user.graph.FollowEvent.UserUnfollowed;
import io.rookery.user.outbox.Outbox;
import io.rookery.user.outbox.TopicProperties;
import io.rookery.user.relations.RelationRepository;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows and unfollows. The changes of one follower take turns, by a lock on the follower's account: so the limit is
 * exact, no follow slips past a block, and events leave in the order of what happened. Followers of one user do not wait
 * for each other.
 */
@Service
public class FollowService {

    /** The contract's figure. */
    static final int FOLLOWING_LIMIT = 5_000;

    private final AccountRepository accounts;
    private final RelationRepository relations;
    private final FollowRepository follows;
    private final FollowCountRepository counts;
    private final Outbox outbox;
    private final TopicProperties topics;
    private final JsonMapper json;

    FollowService(
            AccountRepository accounts,
            RelationRepository relations,
            FollowRepository follows,
            FollowCountRepository counts,
            Outbox outbox,
            TopicProperties topics,
            JsonMapper json) {
        this.accounts = accounts;
        this.relations = relations;
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
        if (relations.isBlocked(followerId, followeeId)) {
            throw new BlockedException();
        }
        Optional<Long> followId = follows.insert(followerId, followeeId);
        if (followId.isPresent()) {
            if (counts.of(followerId).following() >= FOLLOWING_LIMIT) {
                throw new FollowingLimitReachedException(FOLLOWING_LIMIT);
            }
            counts.change(List.of(new Follow(followerId, followeeId)), 1);
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
            counts.change(List.of(new Follow(followerId, followeeId)), -1);
            tell(new UserUnfollowed(eventId.get(), followerId, followeeId));
        }
        return counts.of(followeeId).followers();
    }

    /** Ends the follows between two users, either way. The caller has locked both accounts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endBetween(long userId, long otherId) {
        List<UserUnfollowed> ended = follows.deleteBetween(userId, otherId);
        counts.change(
                ended.stream()
                        .map(event -> new Follow(event.followerId(), event.followeeId()))
                        .toList(),
                -1);
        ended.forEach(this::tell);
    }

    /**
     * Removes so many follows of an erased user, either way, and counts them off the others. No event tells of it: whoever
     * keeps something of the user hears of the erasure.
     *
     * @return how many were removed; 0 only if none is left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int erase(long userId, int limit) {
        List<Follow> removed = follows.deleteOfFollower(userId, limit);
        if (removed.isEmpty()) {
            removed = follows.deleteOfFollowee(userId, limit);
        }
        counts.change(removed, -1);
        return removed.size();
    }

    private void takeTurn(long followerId, long followeeId) {
        if (!accounts.lock(followerId)) {
            throw new NotFoundException("user " + followerId);
        }
        if (!accounts.keep(followeeId)) {
            throw new NotFoundException("user " + followeeId);
        }
    }

    private void tell(FollowEvent event) {
        outbox.append(topics.follows(), Long.toString(event.followerId()), json.writeValueAsString(event));
    }
}
