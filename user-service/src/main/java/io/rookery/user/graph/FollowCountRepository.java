package io.rookery.user.graph;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts of followers and followees. Each is a sum over shards, one of which is changed in the transaction that changes
 * the follow: right after any crash, and no row that all followers of a celebrity wait for.
 */
@Repository
public class FollowCountRepository {

    /** As the table's check says. */
    private static final int SHARDS = 16;

    private final JdbcClient jdbc;
    private final SecureRandom random;

    FollowCountRepository(JdbcClient jdbc, SecureRandom random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    /**
     * Counts one follow more, or one less. The rows are locked in the order of the users, so that two who follow each
     * other at once do not wait for each other.
     *
     * @param by 1 or -1
     */
    void change(long followerId, long followeeId, int by) {
        record Change(long userId, int followers, int following) {}
        Change follower = new Change(followerId, 0, by);
        Change followee = new Change(followeeId, by, 0);
        for (Change change : followerId < followeeId ? List.of(follower, followee) : List.of(followee, follower)) {
            jdbc.sql("""
                            insert into user_counts as c (user_id, shard, followers, following)
                            values (:user, :shard, :followers, :following)
                            on conflict (user_id, shard) do update
                            set followers = c.followers + excluded.followers, following = c.following + excluded.following
                            """)
                    .param("user", change.userId())
                    .param("shard", random.nextInt(SHARDS))
                    .param("followers", change.followers())
                    .param("following", change.following())
                    .update();
        }
    }

    public FollowCounts of(long userId) {
        return of(List.of(userId)).getOrDefault(userId, FollowCounts.NONE);
    }

    /** Users without a follow either way are absent. */
    public Map<Long, FollowCounts> of(Collection<Long> userIds) {
        Map<Long, FollowCounts> counts = HashMap.newHashMap(userIds.size());
        jdbc.sql("""
                        select user_id, sum(followers), sum(following) from user_counts
                        where user_id = any(:users) group by user_id
                        """).param("users", userIds.toArray(Long[]::new)).query(row -> {
            counts.put(row.getLong(1), new FollowCounts(row.getLong(2), row.getLong(3)));
        });
        return counts;
    }
}
