package io.rookery.user.delivery;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.graph.FollowCountRepository;
import org.springframework.stereotype.Service;

/** Decides between push and pull; who was ever pulled is remembered before anyone acts on it. */
@Service
class DeliveryService {

    private final AccountRepository accounts;
    private final FollowCountRepository counts;
    private final PulledAuthorRepository pulled;
    private final PushProperties properties;

    DeliveryService(
            AccountRepository accounts,
            FollowCountRepository counts,
            PulledAuthorRepository pulled,
            PushProperties properties) {
        this.accounts = accounts;
        this.counts = counts;
        this.pulled = pulled;
        this.properties = properties;
    }

    /** How the author's next tweet is delivered. */
    DeliveryMode decide(long authorId) {
        if (!accounts.exists(authorId)) {
            throw new NotFoundException("user " + authorId);
        }
        DeliveryMode mode = DeliveryMode.of(counts.of(authorId).followers(), properties.limit());
        if (mode == DeliveryMode.PULL) {
            pulled.add(authorId);
        }
        return mode;
    }
}
