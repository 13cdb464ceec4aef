package io.rookery.user.graph;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who follows whom, in PostgreSQL. The lists are read from their indexes alone and never become entities. */
@Repository
public class FollowRepository {

    private final JdbcClient jdbc;

    FollowRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The new follow's id; empty if it was there already. */
    Optional<Long> insert(long followerId, long followeeId) {
        return id("""
                insert into follows (follower_id, followee_id) values (:follower, :followee)
                on conflict do nothing returning follow_id
                """, followerId, followeeId);
    }

    /** An id for what happened; empty if there was nothing to delete. */
    Optional<Long> delete(long followerId, long followeeId) {
        return id("""
                delete from follows where follower_id = :follower and followee_id = :followee returning next_id()
                """, followerId, followeeId);
    }

    /** Newest first. */
    public FollowPage followers(long followeeId, long before, int limit) {
        return page("""
                select follow_id, follower_id as user_id from follows
                where followee_id = :owner and follow_id < :position order by follow_id desc limit :limit
                """, followeeId, before, limit);
    }

    /** Newest first. */
    public FollowPage followees(long followerId, long before, int limit) {
        return page("""
                select follow_id, followee_id as user_id from follows
                where follower_id = :owner and follow_id < :position order by follow_id desc limit :limit
                """, followerId, before, limit);
    }

    /** Oldest first, so that who follows meanwhile comes last. */
    public FollowPage followersAfter(long followeeId, long after, int limit) {
        return page("""
                select follow_id, follower_id as user_id from follows
                where followee_id = :owner and follow_id > :position order by follow_id limit :limit
                """, followeeId, after, limit);
    }

    /** All of them: the limit on followees bounds it. */
    public List<Long> followees(long followerId) {
        return jdbc.sql("select followee_id from follows where follower_id = :follower order by follow_id")
                .param("follower", followerId)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Those of whom at least one tweet was ever left to pull. */
    public List<Long> pulledFollowees(long followerId) {
        return jdbc.sql("""
                        select f.followee_id from follows f join users u on u.user_id = f.followee_id
                        where f.follower_id = :follower and u.pulled_at is not null
                        """)
                .param("follower", followerId)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Which of these the user follows. */
    public Set<Long> followeesAmong(long followerId, Collection<Long> userIds) {
        return among(
                "select followee_id from follows where follower_id = :user and followee_id = any(:others)",
                followerId,
                userIds);
    }

    /** Which of these follow the user. */
    public Set<Long> followersAmong(long followeeId, Collection<Long> userIds) {
        return among(
                "select follower_id from follows where followee_id = :user and follower_id = any(:others)",
                followeeId,
                userIds);
    }

    private Optional<Long> id(String sql, long followerId, long followeeId) {
        return jdbc.sql(sql)
                .param("follower", followerId)
                .param("followee", followeeId)
                .query((row, _) -> row.getLong(1))
                .optional();
    }

    private FollowPage page(String sql, long owner, long position, int limit) {
        List<FollowPage.Position> rows = jdbc.sql(sql)
                .param("owner", owner)
                .param("position", position)
                .param("limit", limit + 1)
                .query((row, _) -> new FollowPage.Position(row.getLong(1), row.getLong(2)))
                .list();
        return FollowPage.of(rows, limit);
    }

    private Set<Long> among(String sql, long userId, Collection<Long> others) {
        return jdbc.sql(sql)
                .param("user", userId)
                .param("others", others.toArray(Long[]::new))
                .query((row, _) -> row.getLong(1))
                .set();
    }
}
