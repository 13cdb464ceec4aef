package io.rookery.user.delivery;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.graph.FollowCountRepository;
import io.rookery.user.graph.FollowRepository;
import io.rookery.user.graph.UserPage;
import org.springframework.stereotype.Service;

/** Decides between push and pull; who was ever pulled is remembered before anyone acts on it. */
@Service
class DeliveryService {

    private final AccountRepository accounts;
    private final FollowCountRepository counts;
    private final FollowRepository follows;
    private final PulledAuthorRepository pulled;
    private final PushProperties properties;

    DeliveryService(
            AccountRepository accounts,
            FollowCountRepository counts,
            FollowRepository follows,
            PulledAuthorRepository pulled,
            PushProperties properties) {
        this.accounts = accounts;
        this.counts = counts;
        this.follows = follows;
        this.pulled = pulled;
        this.properties = properties;
    }

    /**
     * How tweets of an author are delivered.
     *
     * @param pull whether one was ever left to pull, this one included
     * @param followers the first of them, none if they are not pushed to
     */
    record Delivery(DeliveryMode mode, PulledAuthorRepository.Pull pull, UserPage followers) {}

    /**
     * How the author's next tweet is delivered.
     *
     * @param limit of the first page of followers
     */
    Delivery decide(long authorId, int limit) {
        if (!accounts.exists(authorId)) {
            throw new NotFoundException("user " + authorId);
        }
        DeliveryMode mode = DeliveryMode.of(counts.of(authorId).followers(), properties.limit());
        if (mode == DeliveryMode.PULL) {
            pulled.add(authorId);
        }
        return new Delivery(
                mode,
                pulled.pull(authorId),
                mode == DeliveryMode.PUSH ? follows.followersAfter(authorId, 0, limit) : UserPage.EMPTY);
    }
}
