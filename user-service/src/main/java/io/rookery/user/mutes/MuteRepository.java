package io.rookery.user.mutes;

import io.rookery.user.graph.UserPage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who mutes whom, in PostgreSQL. */
@Repository
public class MuteRepository {

    private final JdbcClient jdbc;

    MuteRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if it was there already. */
    boolean insert(long muterId, long mutedId) {
        return jdbc.sql("insert into mutes (muter_id, muted_id) values (:muter, :muted) on conflict do nothing")
                        .param("muter", muterId)
                        .param("muted", mutedId)
                        .update()
                == 1;
    }

    void delete(long muterId, long mutedId) {
        jdbc.sql("delete from mutes where muter_id = :muter and muted_id = :muted")
                .param("muter", muterId)
                .param("muted", mutedId)
                .update();
    }

    int count(long muterId) {
        return jdbc.sql("select count(*) from mutes where muter_id = :muter")
                .param("muter", muterId)
                .query(Integer.class)
                .single();
    }

    /** Newest first. */
    public UserPage muted(long muterId, long before, int limit) {
        return UserPage.of(
                jdbc.sql("""
                                select mute_id, muted_id from mutes
                                where muter_id = :muter and mute_id < :before order by mute_id desc limit :limit
                                """)
                        .param("muter", muterId)
                        .param("before", before)
                        .param("limit", limit + 1)
                        .query((row, _) -> new UserPage.Position(row.getLong(1), row.getLong(2)))
                        .list(),
                limit);
    }

    /**
     * Deletes so many mutes by an erased user, or of one.
     *
     * @return how many were deleted; 0 only if none is left
     */
    public int erase(long userId, int limit) {
        int deleted = deleteSome("select muter_id, muted_id from mutes where muter_id = :user", userId, limit);
        return deleted > 0
                ? deleted
                : deleteSome("select muter_id, muted_id from mutes where muted_id = :user", userId, limit);
    }

    /** @param some selects what is deleted, at most */
    private int deleteSome(String some, long userId, int limit) {
        return jdbc.sql("""
                        with some_mutes as (%s order by mute_id limit :limit for update)
                        delete from mutes b using some_mutes s
                        where b.muter_id = s.muter_id and b.muted_id = s.muted_id
                        """.formatted(some))
                .param("user", userId)
                .param("limit", limit)
                .update();
    }
}
