package io.rookery.tweet.engagements;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.rookery.tweet.ids.WriteTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.data.cassandra.core.cql.AsyncCqlOperations;
import org.springframework.data.cassandra.core.cql.AsyncCqlTemplate;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/**
 * What users like and bookmarked, by user. A row for each entry that a tweet's partition has or may get: never too few,
 * see {@link ChangeWriter}.
 */
@Repository
class UserEngagementsRepository {

    /** A row of a user's list. */
    record Listing(Member member, long entryId) {

        static Set<Listing> of(Map<Member, Long> entries) {
            return entries.entrySet().stream()
                    .map(entry -> new Listing(entry.getKey(), entry.getValue()))
                    .collect(Collectors.toSet());
        }
    }

    private final CqlOperations cql;
    private final AsyncCqlOperations asyncCql;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement deleteAll;
    private final PreparedStatement page;
    private final PreparedStatement recent;

    UserEngagementsRepository(CqlSession session, CqlOperations cql) {
        this.cql = cql;
        asyncCql = new AsyncCqlTemplate(session);
        insert = session.prepare("""
            INSERT INTO engagements_by_user (user_id, kind, entry_id, tweet_id) VALUES (?, ?, ?, ?)
            USING TIMESTAMP ?\
            """);
        delete = session.prepare("""
            DELETE FROM engagements_by_user USING TIMESTAMP ?
            WHERE user_id = ? AND kind = ? AND entry_id = ?\
            """);
        deleteAll = session.prepare("DELETE FROM engagements_by_user WHERE user_id = ? AND kind = ?");
        page = session.prepare("""
            SELECT entry_id, tweet_id FROM engagements_by_user
            WHERE user_id = ? AND kind = ? AND entry_id < ? LIMIT ?\
            """);
        recent = session.prepare("""
            SELECT kind, entry_id, tweet_id FROM engagements_by_user
            WHERE user_id = ? AND kind IN ? AND entry_id > ? PER PARTITION LIMIT ?\
            """);
    }

    /** Of those kinds that are listed by user; when it returns, all are written. */
    void insert(long tweetId, Set<Listing> listings) {
        execute(
                listings,
                row -> insert.bind(
                        row.member().memberId(),
                        row.member().kind().members(),
                        row.entryId(),
                        tweetId,
                        WriteTime.ofWrite(row.entryId())));
    }

    /** For good: a row that was deleted cannot be written again. */
    void delete(Set<Listing> listings) {
        execute(
                listings,
                row -> delete.bind(
                        WriteTime.ofDelete(row.entryId()),
                        row.member().memberId(),
                        row.member().kind().members(),
                        row.entryId()));
    }

    void deleteAll(long userId) {
        for (Kind kind : Kind.values()) {
            if (kind.isListedByUser()) {
                cql.execute(deleteAll.bind(userId, kind.members()).setIdempotent(true));
            }
        }
    }

    /** Newest first. */
    List<Engagements.Entry> page(Kind kind, long userId, long before, int limit) {
        return cql.query(
                page.bind(userId, kind.members(), before, limit).setIdempotent(true),
                (row, _) -> new Engagements.Entry(row.getLong("entry_id"), row.getLong("tweet_id")));
    }

    /** Of each kind that is listed by user the newest entries above {@code after}, newest first; one statement. */
    Collection<List<Engagements.Entry>> recent(long userId, long after, int limit) {
        Map<Byte, List<Engagements.Entry>> entries = new HashMap<>();
        List<Byte> kinds = Arrays.stream(Kind.values())
                .filter(Kind::isListedByUser)
                .map(Kind::members)
                .toList();
        for (Row row :
                cql.query(recent.bind(userId, kinds, after, limit).setIdempotent(true), (Row row, int _) -> row)) {
            entries.computeIfAbsent(row.getByte("kind"), _ -> new ArrayList<>())
                    .add(new Engagements.Entry(row.getLong("entry_id"), row.getLong("tweet_id")));
        }
        return entries.values();
    }

    private void execute(Set<Listing> listings, Function<Listing, Statement<?>> statement) {
        List<CompletableFuture<Boolean>> writes = listings.stream()
                .filter(row -> row.member().kind().isListedByUser())
                .map(row -> asyncCql.execute(statement.apply(row).setIdempotent(true)))
                .toList();
        try {
            writes.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof DataAccessException cause ? cause : e;
        }
    }
}
