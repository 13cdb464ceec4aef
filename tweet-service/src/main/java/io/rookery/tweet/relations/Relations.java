package io.rookery.tweet.relations;

import io.rookery.defaults.calls.CallRefusedException;
import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.lookups.Lookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Blocks, in either direction, asked for at each request: a block must hold at the next one. When user-service cannot be
 * asked, reads go on as if there were none, because tweets are public and a second account sees them anyway; what touches
 * somebody else's tweet does not.
 */
@Component
public class Relations {

    private static final Logger log = LoggerFactory.getLogger(Relations.class);

    private final RelationsClient users;
    private final RelationsMetrics metrics;

    Relations(RelationsClient users, RelationsMetrics metrics) {
        this.users = users;
        this.metrics = metrics;
    }

    /**
     * Whose tweets this viewer does not see. One call for up to 500 users. While user-service cannot be asked nobody is
     * hidden; while it is only we who ask too much at once, this fails and the request is 503.
     *
     * @param viewerId null for nobody, from whom nothing is hidden
     */
    public Set<Long> hiddenFrom(@Nullable Long viewerId, Collection<Long> userIds) {
        if (viewerId == null) {
            return Set.of();
        }
        try {
            return blocked(viewerId, userIds);
        } catch (RuntimeException e) {
            // Who asks too much at once must not see more for it
            boolean busy = e instanceof CallRefusedException refused && refused.isBusy();
            if (busy || !Lookup.cannotAsk(e)) {
                throw e;
            }
            metrics.unknown();
            log.atWarn()
                    .setMessage("user-service cannot be asked for blocks")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
            return Set.of();
        }
    }

    /**
     * For reading what somebody wrote.
     *
     * @throws BlockedException as far as is known
     */
    public void requireVisible(long viewerId, Collection<Long> userIds) {
        if (!hiddenFrom(viewerId, userIds).isEmpty()) {
            throw new BlockedException();
        }
    }

    /**
     * For touching what somebody wrote.
     *
     * @throws BlockedException if one of them is
     * @throws ServiceUnavailableException if user-service cannot be asked
     */
    public void requireUnblocked(long userId, Collection<Long> userIds) {
        Set<Long> blocked;
        try {
            blocked = blocked(userId, userIds);
        } catch (RuntimeException e) {
            throw Lookup.cannotAsk(e)
                    ? new ServiceUnavailableException("It cannot be looked up whether you are blocked.")
                    : e;
        }
        if (!blocked.isEmpty()) {
            throw new BlockedException();
        }
    }

    private Set<Long> blocked(long userId, Collection<Long> userIds) {
        List<Long> others =
                userIds.stream().filter(other -> other != userId).distinct().toList();
        Set<Long> blocked = new HashSet<>();
        for (int from = 0; from < others.size(); from += RelationsClient.MAX_IDS) {
            List<Long> some = others.subList(from, Math.min(from + RelationsClient.MAX_IDS, others.size()));
            blocked.addAll(users.relations(userId, new ArrayList<>(some)).blockedIds());
        }
        return blocked;
    }
}
