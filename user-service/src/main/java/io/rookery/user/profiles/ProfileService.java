package io.rookery.user.profiles;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.Account;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.accounts.ProfileChange;
import io.rookery.user.graph.FollowCountRepository;
import io.rookery.user.graph.FollowCounts;
import io.rookery.user.relations.RelationRepository;
import io.rookery.user.relations.Relations;
import io.rookery.user.tweets.TweetCounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;

/**
 * Users with their counts and their relation to the viewer: three statements and one call to tweet-service, however many
 * users.
 */
@Service
public class ProfileService {

    private final AccountRepository accounts;
    private final FollowCountRepository counts;
    private final RelationRepository relations;
    private final TweetCounts tweets;

    ProfileService(
            AccountRepository accounts,
            FollowCountRepository counts,
            RelationRepository relations,
            TweetCounts tweets) {
        this.accounts = accounts;
        this.counts = counts;
        this.relations = relations;
        this.tweets = tweets;
    }

    /** One's own, with the e-mail address. */
    public User own(long userId) {
        return own(accounts.find(userId).orElseThrow(() -> unknown(userId)));
    }

    User changeOwn(long userId, ProfileChange change) {
        return own(accounts.change(userId, change).orElseThrow(() -> unknown(userId)));
    }

    User user(long viewerId, long userId) {
        return present(viewerId, accounts.find(userId).orElseThrow(() -> unknown(userId)));
    }

    User userByHandle(long viewerId, String handle) {
        return present(
                viewerId,
                accounts.findByHandle(handle).orElseThrow(() -> new NotFoundException("user of this handle")));
    }

    /** In the order asked for, unknown ones absent. */
    List<User> users(long viewerId, Collection<Long> userIds) {
        return present(inOrder(userIds), relations.of(viewerId, userIds));
    }

    /** As {@link #users}, without those between whom and the viewer there is a block. */
    List<User> listed(long viewerId, Collection<Long> userIds) {
        Relations stands = relations.of(viewerId, userIds);
        return present(
                inOrder(userIds.stream().filter(id -> !stands.isBlocked(id)).toList()), stands);
    }

    private List<Account> inOrder(Collection<Long> userIds) {
        Map<Long, Account> found = HashMap.newHashMap(userIds.size());
        accounts.findAll(userIds).forEach(account -> found.put(account.userId(), account));
        return userIds.stream()
                .distinct()
                .map(found::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private User own(Account account) {
        return present(List.of(account), Relations.NONE).getFirst().withEmail(account.email());
    }

    private User present(long viewerId, Account account) {
        return present(List.of(account), relations.of(viewerId, List.of(account.userId())))
                .getFirst();
    }

    private List<User> present(List<Account> page, Relations stands) {
        List<Long> userIds = page.stream().map(Account::userId).toList();
        Map<Long, FollowCounts> followCounts = counts.of(userIds);
        Map<Long, Long> tweetCounts = tweets.of(userIds);
        return page.stream()
                .map(account -> user(
                        account,
                        followCounts.getOrDefault(account.userId(), FollowCounts.NONE),
                        tweetCounts.getOrDefault(account.userId(), 0L),
                        stands))
                .toList();
    }

    private static User user(Account account, FollowCounts followCounts, long tweetsCount, Relations stands) {
        long userId = account.userId();
        return new User(
                userId,
                account.handle(),
                null,
                account.displayName(),
                account.bio(),
                account.location(),
                account.website(),
                account.avatarUrl(),
                account.createdAt(),
                followCounts.followers(),
                followCounts.following(),
                tweetsCount,
                new User.Viewer(
                        stands.following().contains(userId),
                        stands.followedBy().contains(userId),
                        stands.blocking().contains(userId),
                        stands.muting().contains(userId)));
    }

    private static NotFoundException unknown(long userId) {
        return new NotFoundException("user " + userId);
    }
}
