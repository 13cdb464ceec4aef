package io.rookery.user.graph;

import io.rookery.user.graph.FollowEvent.UserUnfollowed;
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

    /** Ends the follows between two users, either way. */
    List<UserUnfollowed> deleteBetween(long userId, long otherId) {
        return jdbc.sql("""
                        delete from follows
                        where (follower_id = :user and followee_id = :other)
                           or (follower_id = :other and followee_id = :user)
                        returning next_id(), follower_id, followee_id
                        """)
                .param("user", userId)
                .param("other", otherId)
                .query((row, _) -> new UserUnfollowed(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** Deletes so many of the user's follows; none only if none is left. */
    List<Follow> deleteOfFollower(long followerId, int limit) {
        return deleteSome("""
                select follower_id, followee_id from follows
                where follower_id = :user order by follow_id limit :limit for update
                """, followerId, limit);
    }

    /** Deletes so many follows of the user; none only if none is left. */
    List<Follow> deleteOfFollowee(long followeeId, int limit) {
        return deleteSome("""
                select follower_id, followee_id from follows
                where followee_id = :user order by follow_id limit :limit for update
                """, followeeId, limit);
    }

    /** Newest first. */
    public UserPage followers(long followeeId, long before, int limit) {
        return page("""
                select follow_id, follower_id as user_id from follows
                where followee_id = :owner and follow_id < :position order by follow_id desc limit :limit
                """, followeeId, before, limit);
    }

    /** Newest first. */
    public UserPage followees(long followerId, long before, int limit) {
        return page("""
                select follow_id, followee_id as user_id from follows
                where follower_id = :owner and follow_id < :position order by follow_id desc limit :limit
                """, followerId, before, limit);
    }

    /** Oldest first, so that who follows meanwhile comes last. */
    public UserPage followersAfter(long followeeId, long after, int limit) {
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
                        where f.follower_id = :follower and u.pulled_at is not null and u.erased_at is null
                        """)
                .param("follower", followerId)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Which of these the user follows. */
    public Set<Long> followeesAmong(long followerId, Collection<Long> userIds) {
        return jdbc.sql("select followee_id from follows where follower_id = :user and followee_id = any(:others)")
                .param("user", followerId)
                .param("others", userIds.toArray(Long[]::new))
                .query((row, _) -> row.getLong(1))
                .set();
    }

    private Optional<Long> id(String sql, long followerId, long followeeId) {
        return jdbc.sql(sql)
                .param("follower", followerId)
                .param("followee", followeeId)
                .query((row, _) -> row.getLong(1))
                .optional();
    }

    private UserPage page(String sql, long owner, long position, int limit) {
        List<UserPage.Position> rows = jdbc.sql(sql)
                .param("owner", owner)
                .param("position", position)
                .param("limit", limit + 1)
                .query((row, _) -> new UserPage.Position(row.getLong(1), row.getLong(2)))
                .list();
        return UserPage.of(rows, limit);
    }

    /** @param some selects what is deleted */
    private List<Follow> deleteSome(String some, long userId, int limit) {
        return jdbc.sql("""
                        with some_follows as (%s)
                        delete from follows f using some_follows s
                        where f.follower_id = s.follower_id and f.followee_id = s.followee_id
                        returning f.follower_id, f.followee_id
                        """.formatted(some))
                .param("user", userId)
                .param("limit", limit)
                .query((row, _) -> new Follow(row.getLong(1), row.getLong(2)))
                .list();
    }
}
