package io.rookery.tweet.tweets;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.rookery.tweet.ids.WriteTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/**
 * Tweets by id and by author. Both tables and the event change in one logged batch: all of it or, if the reply says so or
 * never comes, all or nothing.
 */
@Repository
class TweetRepository {

    private final CqlOperations cql;
    private final PreparedStatement insert;
    private final PreparedStatement insertByAuthor;
    private final PreparedStatement delete;
    private final PreparedStatement deleteByAuthor;
    private final PreparedStatement byId;
    private final PreparedStatement byIds;
    private final PreparedStatement byAuthor;
    private final PreparedStatement idsByAuthor;

    TweetRepository(CqlSession session, CqlOperations cql) {
        this.cql = cql;
        insert =
                session.prepare("INSERT INTO tweets (tweet_id, author_id, content) VALUES (?, ?, ?) USING TIMESTAMP ?");
        insertByAuthor = session.prepare("""
                INSERT INTO tweets_by_author (author_id, bucket, tweet_id, content) VALUES (?, ?, ?, ?)
                USING TIMESTAMP ?""");
        delete = session.prepare("DELETE FROM tweets USING TIMESTAMP ? WHERE tweet_id = ?");
        deleteByAuthor = session.prepare("""
                DELETE FROM tweets_by_author USING TIMESTAMP ?
                WHERE author_id = ? AND bucket = ? AND tweet_id = ?""");
        byId = session.prepare("SELECT tweet_id, author_id, content FROM tweets WHERE tweet_id = ?");
        byIds = session.prepare("SELECT tweet_id, author_id, content FROM tweets WHERE tweet_id IN ?");
        byAuthor = session.prepare("""
                SELECT tweet_id, author_id, content FROM tweets_by_author
                WHERE author_id = ? AND bucket = ? AND tweet_id < ? LIMIT ?""");
        idsByAuthor = session.prepare("""
                SELECT tweet_id FROM tweets_by_author
                WHERE author_id = ? AND bucket = ? AND tweet_id < ? AND tweet_id > ? LIMIT ?""");
    }

    /** @param event the outbox's statement */
    void insert(Tweet tweet, BatchableStatement<?> event) {
        long timestamp = WriteTime.ofWrite(tweet.tweetId());
        execute(
                insert.bind(tweet.tweetId(), tweet.authorId(), tweet.content(), timestamp),
                insertByAuthor.bind(
                        tweet.authorId(), TweetBucket.of(tweet.tweetId()), tweet.tweetId(), tweet.content(), timestamp),
                event);
    }

    /** @param event the outbox's statement */
    void delete(Tweet tweet, BatchableStatement<?> event) {
        long timestamp = WriteTime.ofDelete(tweet.tweetId());
        execute(
                delete.bind(timestamp, tweet.tweetId()),
                deleteByAuthor.bind(timestamp, tweet.authorId(), TweetBucket.of(tweet.tweetId()), tweet.tweetId()),
                event);
    }

    Optional<Tweet> find(long tweetId) {
        return cql.query(byId.bind(tweetId).setIdempotent(true), (row, _) -> tweet(row)).stream()
                .findFirst();
    }

    /**
     * Those that exist. One statement for all: the coordinator asks the replicas side by side, and a page of 20 costs us
     * one request's CPU instead of 20 requests'. With at most 100 ids its answer stays small.
     */
    Map<Long, Tweet> find(List<Long> tweetIds) {
        return cql.query(byIds.bind(tweetIds).setIdempotent(true), (row, _) -> tweet(row)).stream()
                .collect(Collectors.toMap(Tweet::tweetId, Function.identity()));
    }

    /** Of one bucket, newest first. */
    List<Tweet> byAuthor(long authorId, int bucket, long before, int limit) {
        return cql.query(byAuthor.bind(authorId, bucket, before, limit).setIdempotent(true), (row, _) -> tweet(row));
    }

    /** Of one bucket, newest first; both ids are exclusive. */
    List<Long> idsByAuthor(long authorId, int bucket, long before, long after, int limit) {
        return cql.query(
                idsByAuthor.bind(authorId, bucket, before, after, limit).setIdempotent(true),
                (row, _) -> row.getLong("tweet_id"));
    }

    /** Safe to repeat, because all statements bring their timestamps. */
    private void execute(BatchableStatement<?>... statements) {
        cql.execute(BatchStatement.newInstance(BatchType.LOGGED, statements).setIdempotent(true));
    }

    private static Tweet tweet(Row row) {
        return new Tweet(
                row.getLong("tweet_id"), row.getLong("author_id"), Objects.requireNonNull(row.getString("content")));
    }
}
