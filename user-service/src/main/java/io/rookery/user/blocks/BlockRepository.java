package io.rookery.user.blocks;

import io.rookery.user.graph.UserPage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who blocks whom, in PostgreSQL. */
@Repository
public class BlockRepository {

    private final JdbcClient jdbc;

    BlockRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if it was there already. */
    boolean insert(long blockerId, long blockedId) {
        return jdbc.sql(
                                "insert into blocks (blocker_id, blocked_id) values (:blocker, :blocked) on conflict do nothing")
                        .param("blocker", blockerId)
                        .param("blocked", blockedId)
                        .update()
                == 1;
    }

    void delete(long blockerId, long blockedId) {
        jdbc.sql("delete from blocks where blocker_id = :blocker and blocked_id = :blocked")
                .param("blocker", blockerId)
                .param("blocked", blockedId)
                .update();
    }

    int count(long blockerId) {
        return jdbc.sql("select count(*) from blocks where blocker_id = :blocker")
                .param("blocker", blockerId)
                .query(Integer.class)
                .single();
    }

    /** Newest first. */
    public UserPage blocked(long blockerId, long before, int limit) {
        return UserPage.of(
                jdbc.sql("""
                                select block_id, blocked_id from blocks
                                where blocker_id = :blocker and block_id < :before order by block_id desc limit :limit
                                """)
                        .param("blocker", blockerId)
                        .param("before", before)
                        .param("limit", limit + 1)
                        .query((row, _) -> new UserPage.Position(row.getLong(1), row.getLong(2)))
                        .list(),
                limit);
    }

    /**
     * Deletes so many blocks by an erased user, or of one.
     *
     * @return how many were deleted; 0 only if none is left
     */
    public int erase(long userId, int limit) {
        int deleted = deleteSome("select blocker_id, blocked_id from blocks where blocker_id = :user", userId, limit);
        return deleted > 0
                ? deleted
                : deleteSome("select blocker_id, blocked_id from blocks where blocked_id = :user", userId, limit);
    }

    /** @param some selects what is deleted, at most */
    private int deleteSome(String some, long userId, int limit) {
        return jdbc.sql("""
                        with some_blocks as (%s order by block_id limit :limit for update)
                        delete from blocks b using some_blocks s
                        where b.blocker_id = s.blocker_id and b.blocked_id = s.blocked_id
                        """.formatted(some))
                .param("user", userId)
                .param("limit", limit)
                .update();
    }
}
