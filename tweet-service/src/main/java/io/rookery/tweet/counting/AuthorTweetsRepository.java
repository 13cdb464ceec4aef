package io.rookery.tweet.counting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/** How many tweets authors have. */
@Repository
class AuthorTweetsRepository {

    private static final long MICROS_PER_MILLI = 1_000;

    private final CqlOperations cql;
    private final InstantSource clock;
    private final PreparedStatement count;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;

    AuthorTweetsRepository(CqlSession session, CqlOperations cql, InstantSource clock) {
        this.cql = cql;
        this.clock = clock;
        count = session.prepare("SELECT COUNT(*) FROM tweets_by_author WHERE author_id = ? AND bucket = ?");
        insert = session.prepare(
                "INSERT INTO author_tweets (author_id, bucket, tweets) VALUES (?, ?, ?) USING TIMESTAMP ?");
        delete = session.prepare("DELETE FROM author_tweets USING TIMESTAMP ? WHERE author_id = ? AND bucket = ?");
        select = session.prepare("SELECT author_id, tweets FROM author_tweets WHERE author_id IN ?");
    }

    /** Counts the rows anew. The time written is that of the look, so that of two counts the one that looked later stays. */
    void recount(long authorId, int bucket) {
        long looked = clock.millis() * MICROS_PER_MILLI;
        long tweets = Objects.requireNonNull(
                cql.queryForObject(count.bind(authorId, bucket).setIdempotent(true), Long.class));
        cql.execute(
                (tweets == 0 ? delete.bind(looked, authorId, bucket) : insert.bind(authorId, bucket, tweets, looked))
                        .setIdempotent(true));
    }

    /** For each of the authors, at most 100. */
    Map<Long, Long> counts(List<Long> authorIds) {
        Map<Long, Long> counts = new HashMap<>();
        authorIds.forEach(id -> counts.put(id, 0L));
        for (Row row : cql.query(select.bind(authorIds).setIdempotent(true), (Row row, int _) -> row)) {
            counts.merge(row.getLong("author_id"), row.getLong("tweets"), Long::sum);
        }
        return counts;
    }
}
