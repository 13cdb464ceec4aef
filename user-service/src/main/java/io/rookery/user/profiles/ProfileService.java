package io.rookery.user.profiles;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.user.accounts.Account;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.accounts.ProfileChange;
import io.rookery.user.graph.FollowCountRepository;
import io.rookery.user.graph.FollowCounts;
import io.rookery.user.graph.FollowRepository;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Users with their counts and their relation to the viewer: four statements, however many users. */
@Service
public class ProfileService {

    private final AccountRepository accounts;
    private final FollowCountRepository counts;
    private final FollowRepository follows;

    ProfileService(AccountRepository accounts, FollowCountRepository counts, FollowRepository follows) {
        this.accounts = accounts;
        this.counts = counts;
        this.follows = follows;
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
        Map<Long, Account> found = HashMap.newHashMap(userIds.size());
        accounts.findAll(userIds).forEach(account -> found.put(account.userId(), account));
        List<Account> ordered = userIds.stream()
                .distinct()
                .map(found::get)
                .filter(Objects::nonNull)
                .toList();
        return present(viewerId, ordered);
    }

    private User own(Account account) {
        FollowCounts count = counts.of(account.userId());
        return user(account, account.email(), count, new User.Viewer(false, false));
    }

    private User present(long viewerId, Account account) {
        return present(viewerId, List.of(account)).getFirst();
    }

    private List<User> present(long viewerId, List<Account> page) {
        List<Long> userIds = page.stream().map(Account::userId).toList();
        Map<Long, FollowCounts> count = counts.of(userIds);
        Set<Long> following = follows.followeesAmong(viewerId, userIds);
        Set<Long> followedBy = follows.followersAmong(viewerId, userIds);
        return page.stream()
                .map(account -> user(
                        account,
                        null,
                        count.getOrDefault(account.userId(), FollowCounts.NONE),
                        new User.Viewer(following.contains(account.userId()), followedBy.contains(account.userId()))))
                .toList();
    }

    private static User user(Account account, @Nullable String email, FollowCounts count, User.Viewer viewer) {
        return new User(
                account.userId(),
                account.handle(),
                email,
                account.displayName(),
                account.bio(),
                account.location(),
                account.website(),
                account.createdAt(),
                count.followers(),
                count.following(),
                viewer);
    }

    private static NotFoundException unknown(long userId) {
        return new NotFoundException("user " + userId);
    }
}
