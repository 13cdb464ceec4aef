package io.rookery.user.graph;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts of followers and followees. Each is a sum over shards, one of which is changed in the transaction that changes
 * the follow: right after any crash, and no row that all followers of a celebrity wait for.
 */
@Repository
public class FollowCountRepository {

    /** 2 to the power of 4, as the table's check says. */
    private static final int SHARD_BITS = 4;

    /** 2^64 divided by the golden ratio: multiplied by it, neighbouring ids fall far apart (Knuth, 6.4). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final JdbcClient jdbc;

    FollowCountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The row that counts a follow for one of the two. */
    private record Shard(long userId, int number) implements Comparable<Shard> {

        private static final Comparator<Shard> ORDER =
                Comparator.comparingLong(Shard::userId).thenComparingInt(Shard::number);

        static Shard of(long userId, long otherId) {
            return new Shard(userId, shard(otherId));
        }

        @Override
        public int compareTo(Shard other) {
            return ORDER.compare(this, other);
        }
    }

    /** In which of a user's shards the follows with this other one are counted. */
    static int shard(long otherId) {
        return (int) (otherId * GOLDEN >>> (Long.SIZE - SHARD_BITS));
    }

    /**
     * Counts these follows as begun, or as ended. All transactions lock rows in the order of users and shards, so that
     * none waits for one that waits for it.
     *
     * @param by 1 or -1
     */
    void change(Collection<Follow> follows, int by) {
        SortedMap<Shard, FollowCounts> changes = new TreeMap<>();
        for (Follow follow : follows) {
            changes.merge(
                    Shard.of(follow.followerId(), follow.followeeId()), new FollowCounts(0, by), FollowCounts::plus);
            changes.merge(
                    Shard.of(follow.followeeId(), follow.followerId()), new FollowCounts(by, 0), FollowCounts::plus);
        }
        jdbc.sql("""
                        insert into user_counts as c (user_id, shard, followers, following)
                        select * from unnest(:users::bigint[], :shards::smallint[], :followers::int[], :following::int[])
                        on conflict (user_id, shard) do update
                        set followers = c.followers + excluded.followers, following = c.following + excluded.following
                        """)
                .param("users", changes.keySet().stream().map(Shard::userId).toArray(Long[]::new))
                .param("shards", changes.keySet().stream().map(Shard::number).toArray(Integer[]::new))
                .param(
                        "followers",
                        changes.values().stream().map(FollowCounts::followers).toArray(Long[]::new))
                .param(
                        "following",
                        changes.values().stream().map(FollowCounts::following).toArray(Long[]::new))
                .update();
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
