package io.rookery.user.relations;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads follows, blocks and mutes between a user and others: one statement, however many others. */
@Repository
public class RelationRepository {

    private enum Kind {
        FOLLOWING,
        FOLLOWED_BY,
        BLOCKING,
        BLOCKED_BY,
        MUTING
    }

    private final JdbcClient jdbc;

    RelationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Relations of(long userId, Collection<Long> otherIds) {
        Map<Kind, Set<Long>> found = new EnumMap<>(Kind.class);
        jdbc.sql("""
                        select 'FOLLOWING', followee_id from follows
                        where follower_id = :user and followee_id = any(:others)
                        union all
                        select 'FOLLOWED_BY', follower_id from follows
                        where followee_id = :user and follower_id = any(:others)
                        union all
                        select 'BLOCKING', blocked_id from blocks
                        where blocker_id = :user and blocked_id = any(:others)
                        union all
                        select 'BLOCKED_BY', blocker_id from blocks
                        where blocked_id = :user and blocker_id = any(:others)
                        union all
                        select 'MUTING', muted_id from mutes
                        where muter_id = :user and muted_id = any(:others)
                        """)
                .param("user", userId)
                .param("others", otherIds.toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(Kind.valueOf(row.getString(1)), _ -> new HashSet<>())
                            .add(row.getLong(2));
                });
        return new Relations(
                found.getOrDefault(Kind.FOLLOWING, Set.of()),
                found.getOrDefault(Kind.FOLLOWED_BY, Set.of()),
                found.getOrDefault(Kind.BLOCKING, Set.of()),
                found.getOrDefault(Kind.BLOCKED_BY, Set.of()),
                found.getOrDefault(Kind.MUTING, Set.of()));
    }

    /** Whether either of the two blocks the other. */
    public boolean isBlocked(long userId, long otherId) {
        return of(userId, List.of(otherId)).isBlocked(otherId);
    }
}
