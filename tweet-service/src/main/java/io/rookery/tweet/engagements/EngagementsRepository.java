package io.rookery.tweet.engagements;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/**
 * The partitions of tweets: a head row with the counts and the version, and for each member a row by member and a row by
 * entry. All writes are conditional on the version, so that they come one after the other over all instances.
 *
 * <p>The head is a row and not static columns, because one statement can ask for it and any other rows, whether those
 * exist or not.
 */
@Repository
class EngagementsRepository {

    private static final byte HEAD = 0;
    private static final Kind[] OF_VIEWER = {Kind.LIKE, Kind.RETWEET, Kind.BOOKMARK};
    private static final TupleType KEY = DataTypes.tupleOf(DataTypes.TINYINT, DataTypes.BIGINT);

    private final CqlOperations cql;
    private final DefaultConsistencyLevel serial;
    private final PreparedStatement select;
    private final PreparedStatement selectAll;
    private final PreparedStatement selectEntries;
    private final PreparedStatement page;
    private final PreparedStatement updateHead;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement forgetHead;
    private final PreparedStatement deleteAll;

    EngagementsRepository(CqlSession session, CqlOperations cql) {
        this.cql = cql;
        serial = DefaultConsistencyLevel.valueOf(session.getContext()
                .getConfig()
                .getDefaultProfile()
                .getString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY));
        String columns = "list, id, other, version, gone, likes, retweets, bookmarks, replies, quotes";
        select = session.prepare("SELECT " + columns + " FROM engagements WHERE tweet_id = ? AND (list, id) IN ?");
        selectAll = session.prepare(
                "SELECT tweet_id, " + columns + " FROM engagements WHERE tweet_id IN ? AND (list, id) IN ?");
        selectEntries =
                session.prepare("SELECT tweet_id, other FROM engagements WHERE tweet_id IN ? AND list = ? AND id = ?");
        page = session.prepare("SELECT id, other FROM engagements WHERE tweet_id = ? AND list = ? AND id < ? LIMIT ?");
        updateHead = session.prepare("""
            UPDATE engagements SET version = ?, likes = ?, retweets = ?, bookmarks = ?, replies = ?, quotes = ?
            WHERE tweet_id = ? AND list = 0 AND id = 0 IF version = ?\
            """);
        insert = session.prepare("INSERT INTO engagements (tweet_id, list, id, other) VALUES (?, ?, ?, ?)");
        delete = session.prepare("DELETE FROM engagements WHERE tweet_id = ? AND list = ? AND id = ?");
        forgetHead = session.prepare("""
            UPDATE engagements USING TTL ? SET version = ?, gone = true,
                likes = null, retweets = null, bookmarks = null, replies = null, quotes = null
            WHERE tweet_id = ? AND list = 0 AND id = 0 IF version = ?\
            """);
        deleteAll = session.prepare("DELETE FROM engagements WHERE tweet_id = ? AND list > 0");
    }

    /**
     * @param serially whether changes whose outcome is unknown are settled first, one way or the other; else the last ones
     *     known as made are read
     */
    Snapshot read(long tweetId, Collection<Member> members, boolean serially) {
        List<TupleValue> keys = new ArrayList<>();
        keys.add(KEY.newValue(HEAD, 0L));
        members.forEach(member -> keys.add(KEY.newValue(member.kind().members(), member.memberId())));
        BoundStatement statement = select.bind(tweetId, keys).setIdempotent(true);
        List<Row> rows = cql.query(serially ? statement.setConsistencyLevel(serial) : statement, (row, _) -> row);
        Long version = null;
        boolean gone = false;
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Map<Member, Long> entries = new HashMap<>();
        for (Row row : rows) {
            byte list = row.getByte("list");
            if (list == HEAD) {
                version = row.get("version", Long.class);
                gone = row.getBoolean("gone");
                for (Kind kind : Kind.values()) {
                    counts.put(kind, row.getInt(column(kind)));
                }
            } else {
                entries.put(new Member(Kind.ofMembers(list), row.getLong("id")), row.getLong("other"));
            }
        }
        return new Snapshot(version, gone, counts, entries);
    }

    /**
     * All of it or nothing; safe to repeat, because it is conditional on the version it replaces.
     *
     * @return false if the version was not the seen one
     */
    boolean write(long tweetId, Plan plan) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        batch.addStatement(updateHead
                .bind(
                        plan.newVersion(),
                        plan.count(Kind.LIKE),
                        plan.count(Kind.RETWEET),
                        plan.count(Kind.BOOKMARK),
                        plan.count(Kind.REPLY),
                        plan.count(Kind.QUOTE),
                        tweetId)
                .set(7, plan.seenVersion(), Long.class));
        plan.removed()
                .forEach((member, entryId) ->
                        batch.addStatement(delete.bind(tweetId, member.kind().entries(), entryId)));
        plan.removed().keySet().stream()
                .filter(member -> !plan.added().containsKey(member))
                .forEach(member ->
                        batch.addStatement(delete.bind(tweetId, member.kind().members(), member.memberId())));
        plan.added()
                .forEach((member, entryId) ->
                        insertions(tweetId, member, entryId).forEach(batch::addStatement));
        return cql.queryForResultSet(batch.build()).wasApplied();
    }

    /**
     * Removes all but a head that says so, which ends after {@code kept}.
     *
     * @return false if the version was not the seen one
     */
    boolean forget(long tweetId, @Nullable Long seenVersion, long newVersion, Duration kept) {
        return cql.queryForResultSet(BatchStatement.newInstance(
                        BatchType.UNLOGGED,
                        forgetHead
                                .bind(Math.toIntExact(kept.toSeconds()), newVersion, tweetId)
                                .set(3, seenVersion, Long.class),
                        deleteAll.bind(tweetId)))
                .wasApplied();
    }

    /** Of those of the tweets that have any. */
    Map<Long, Engagement> engagements(@Nullable Long viewerId, List<Long> tweetIds) {
        List<TupleValue> keys = new ArrayList<>();
        keys.add(KEY.newValue(HEAD, 0L));
        if (viewerId != null) {
            for (Kind kind : OF_VIEWER) {
                keys.add(KEY.newValue(kind.members(), viewerId));
            }
        }
        Map<Long, Row> heads = new HashMap<>();
        Map<Byte, Set<Long>> viewers = new HashMap<>();
        for (Row row : cql.query(selectAll.bind(tweetIds, keys).setIdempotent(true), (Row row, int _) -> row)) {
            if (row.getByte("list") == HEAD) {
                heads.put(row.getLong("tweet_id"), row);
            } else {
                viewers.computeIfAbsent(row.getByte("list"), _ -> new HashSet<>())
                        .add(row.getLong("tweet_id"));
            }
        }
        Map<Long, Engagement> engagements = new HashMap<>();
        heads.forEach((tweetId, head) -> engagements.put(
                tweetId,
                new Engagement(
                        head.getInt(column(Kind.LIKE)),
                        head.getInt(column(Kind.RETWEET)),
                        head.getInt(column(Kind.REPLY)),
                        head.getInt(column(Kind.QUOTE)),
                        viewers.getOrDefault(Kind.LIKE.members(), Set.of()).contains(tweetId),
                        viewers.getOrDefault(Kind.RETWEET.members(), Set.of()).contains(tweetId),
                        viewers.getOrDefault(Kind.BOOKMARK.members(), Set.of()).contains(tweetId))));
        return engagements;
    }

    /** The entry of one member in each of the tweets it is there. */
    Map<Long, Long> entries(Kind kind, long memberId, List<Long> tweetIds) {
        return cql
                .query(
                        selectEntries.bind(tweetIds, kind.members(), memberId).setIdempotent(true),
                        (Row row, int _) -> row)
                .stream()
                .collect(Collectors.toMap(row -> row.getLong("tweet_id"), row -> row.getLong("other")));
    }

    /** Newest first. */
    List<Engagements.Entry> page(Kind kind, long tweetId, long before, int limit) {
        return cql.query(
                page.bind(tweetId, kind.entries(), before, limit).setIdempotent(true),
                (row, _) -> new Engagements.Entry(row.getLong("id"), row.getLong("other")));
    }

    private List<BatchableStatement<?>> insertions(long tweetId, Member member, long entryId) {
        Kind kind = member.kind();
        BatchableStatement<?> byMember = insert.bind(tweetId, kind.members(), member.memberId(), entryId);
        return kind.members() == kind.entries()
                ? List.of(byMember)
                : List.of(byMember, insert.bind(tweetId, kind.entries(), entryId, member.memberId()));
    }

    private static String column(Kind kind) {
        return switch (kind) {
            case LIKE -> "likes";
            case RETWEET -> "retweets";
            case BOOKMARK -> "bookmarks";
            case REPLY -> "replies";
            case QUOTE -> "quotes";
        };
    }
}
