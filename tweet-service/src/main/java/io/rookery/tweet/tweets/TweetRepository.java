package io.rookery.tweet.tweets;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.rookery.tweet.entities.Entities;
import io.rookery.tweet.ids.WriteTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tweets by id and by author, and retweets by who made them of what. All tables and the event change in one logged batch: all of it or, if the reply says so or
 * never comes, all or nothing.
 */
@Repository
class TweetRepository {

    /**
     * One of an author's tweets, without what it says.
     *
     * @param retweetOf also null for retweets that are older than the column
     */
    record Listed(long tweetId, TweetKind kind, @Nullable Long retweetOf) {}

    private final CqlOperations cql;
    private final JsonMapper json;
    private final PreparedStatement insert;
    private final PreparedStatement insertByAuthor;
    private final PreparedStatement insertRetweet;
    private final PreparedStatement delete;
    private final PreparedStatement deleteByAuthor;
    private final PreparedStatement deleteRetweet;
    private final PreparedStatement byIds;
    private final PreparedStatement byAuthor;
    private final PreparedStatement recentByAuthor;
    private final PreparedStatement idsByAuthor;
    private final PreparedStatement retweets;

    TweetRepository(CqlSession session, CqlOperations cql, JsonMapper json) {
        this.cql = cql;
        this.json = json;
        insert = session.prepare("""
            INSERT INTO tweets (tweet_id, author_id, content, conversation_id, reply_to_tweet_id, quote_tweet_id,
                retweet_of_tweet_id, media_ids, entities)
            VALUES (:tweet_id, :author_id, :content, :conversation_id, :reply_to_tweet_id, :quote_tweet_id,
                :retweet_of_tweet_id, :media_ids, :entities)
            USING TIMESTAMP :written\
            """);
        insertByAuthor = session.prepare("""
            INSERT INTO tweets_by_author (author_id, bucket, tweet_id, kind, retweet_of_tweet_id)
            VALUES (:author_id, :bucket, :tweet_id, :kind, :retweet_of_tweet_id)
            USING TIMESTAMP :written\
            """);
        insertRetweet = session.prepare(
                "INSERT INTO retweets (user_id, original_id, tweet_id) VALUES (?, ?, ?) USING TIMESTAMP ?");
        delete = session.prepare("DELETE FROM tweets USING TIMESTAMP ? WHERE tweet_id = ?");
        deleteByAuthor = session.prepare("""
            DELETE FROM tweets_by_author USING TIMESTAMP ?
            WHERE author_id = ? AND bucket = ? AND tweet_id = ?\
            """);
        deleteRetweet = session.prepare(
                "DELETE FROM retweets USING TIMESTAMP ? WHERE user_id = ? AND original_id = ? AND tweet_id = ?");
        byIds = session.prepare("""
            SELECT tweet_id, author_id, content, conversation_id, reply_to_tweet_id, quote_tweet_id,
                retweet_of_tweet_id, media_ids, entities
            FROM tweets WHERE tweet_id IN ?\
            """);
        byAuthor = session.prepare("""
            SELECT tweet_id, kind, retweet_of_tweet_id FROM tweets_by_author
            WHERE author_id = ? AND bucket = ? AND tweet_id < ? LIMIT ?\
            """);
        recentByAuthor = session.prepare("""
            SELECT tweet_id, kind, retweet_of_tweet_id FROM tweets_by_author
            WHERE author_id = ? AND bucket = ? AND tweet_id > ? LIMIT ?\
            """);
        idsByAuthor = session.prepare("""
            SELECT tweet_id FROM tweets_by_author
            WHERE author_id = ? AND bucket = ? AND tweet_id < ? AND tweet_id > ? LIMIT ?\
            """);
        retweets = session.prepare("SELECT tweet_id FROM retweets WHERE user_id = ? AND original_id = ?");
    }

    /** @param event the outbox's statement */
    void insert(Tweet tweet, BatchableStatement<?> event) {
        long timestamp = WriteTime.ofWrite(tweet.tweetId());
        List<BatchableStatement<?>> statements = new ArrayList<>();
        statements.add(insertion(tweet, timestamp));
        statements.add(insertionByAuthor(tweet, timestamp));
        if (tweet.retweetOf() != null) {
            statements.add(insertRetweet.bind(tweet.authorId(), tweet.retweetOf(), tweet.tweetId(), timestamp));
        }
        statements.add(event);
        execute(statements);
    }

    /** @param event the outbox's statement */
    void delete(Tweet tweet, BatchableStatement<?> event) {
        long timestamp = WriteTime.ofDelete(tweet.tweetId());
        List<BatchableStatement<?>> statements = new ArrayList<>();
        statements.add(delete.bind(timestamp, tweet.tweetId()));
        statements.add(
                deleteByAuthor.bind(timestamp, tweet.authorId(), TweetBucket.of(tweet.tweetId()), tweet.tweetId()));
        if (tweet.retweetOf() != null) {
            statements.add(deleteRetweet.bind(timestamp, tweet.authorId(), tweet.retweetOf(), tweet.tweetId()));
        }
        statements.add(event);
        execute(statements);
    }

    Optional<Tweet> find(long tweetId) {
        return Optional.ofNullable(find(List.of(tweetId)).get(tweetId));
    }

    /**
     * Those that exist. One statement for all: the coordinator asks the replicas side by side, and a page of 20 costs us
     * one request's CPU instead of 20 requests'. With at most a few hundred ids its answer stays small.
     */
    Map<Long, Tweet> find(Collection<Long> tweetIds) {
        if (tweetIds.isEmpty()) {
            return Map.of();
        }
        List<Long> distinct = tweetIds.stream().distinct().toList();
        return cql.query(byIds.bind(distinct).setIdempotent(true), (row, _) -> tweet(row)).stream()
                .collect(Collectors.toMap(Tweet::tweetId, Function.identity()));
    }

    /** Of one bucket, newest first. */
    List<Listed> byAuthor(long authorId, int bucket, long before, int limit) {
        return listed(byAuthor.bind(authorId, bucket, before, limit));
    }

    /** Of one bucket, newest first, those above {@code after}. */
    List<Listed> recentByAuthor(long authorId, int bucket, long after, int limit) {
        return listed(recentByAuthor.bind(authorId, bucket, after, limit));
    }

    private List<Listed> listed(BoundStatement statement) {
        return cql.query(
                statement.setIdempotent(true),
                (row, _) -> new Listed(
                        row.getLong("tweet_id"),
                        kind(row.getString("kind")),
                        row.get("retweet_of_tweet_id", Long.class)));
    }

    /** Of one bucket, newest first; both ids are exclusive. */
    List<Long> idsByAuthor(long authorId, int bucket, long before, long after, int limit) {
        return cql.query(
                idsByAuthor.bind(authorId, bucket, before, after, limit).setIdempotent(true),
                (row, _) -> row.getLong("tweet_id"));
    }

    /** A user's retweets of a tweet: one, none, or for a moment several. */
    List<Long> retweetIds(long userId, long originalId) {
        return cql.query(retweets.bind(userId, originalId).setIdempotent(true), (row, _) -> row.getLong("tweet_id"));
    }

    /** Safe to repeat, because all statements bring their timestamps. */
    private void execute(List<BatchableStatement<?>> statements) {
        cql.execute(BatchStatement.newInstance(BatchType.LOGGED, statements).setIdempotent(true));
    }

    /** What a tweet does not have is left unset: a null would be a tombstone. */
    private BatchableStatement<?> insertion(Tweet tweet, long timestamp) {
        BoundStatementBuilder statement = insert.boundStatementBuilder()
                .setLong("tweet_id", tweet.tweetId())
                .setLong("author_id", tweet.authorId())
                .setString("content", tweet.content())
                .setLong("conversation_id", tweet.conversationId())
                .setLong("written", timestamp);
        statement = withId(statement, "reply_to_tweet_id", tweet.replyTo());
        statement = withId(statement, "quote_tweet_id", tweet.quoteOf());
        statement = withId(statement, "retweet_of_tweet_id", tweet.retweetOf());
        if (!tweet.mediaIds().isEmpty()) {
            statement = statement.setList("media_ids", tweet.mediaIds(), Long.class);
        }
        if (!tweet.entities().isEmpty()) {
            statement = statement.setString("entities", json.writeValueAsString(tweet.entities()));
        }
        return statement.build();
    }

    private BatchableStatement<?> insertionByAuthor(Tweet tweet, long timestamp) {
        BoundStatementBuilder statement = insertByAuthor
                .boundStatementBuilder()
                .setLong("author_id", tweet.authorId())
                .setInt("bucket", TweetBucket.of(tweet.tweetId()))
                .setLong("tweet_id", tweet.tweetId())
                .setString("kind", tweet.kind().name())
                .setLong("written", timestamp);
        return withId(statement, "retweet_of_tweet_id", tweet.retweetOf()).build();
    }

    private static BoundStatementBuilder withId(BoundStatementBuilder statement, String name, @Nullable Long id) {
        return id == null ? statement : statement.setLong(name, id);
    }

    private Tweet tweet(Row row) {
        long tweetId = row.getLong("tweet_id");
        String entities = row.getString("entities");
        return new Tweet(
                tweetId,
                row.getLong("author_id"),
                Objects.requireNonNull(row.getString("content")),
                Objects.requireNonNullElse(row.get("conversation_id", Long.class), tweetId),
                row.get("reply_to_tweet_id", Long.class),
                row.get("quote_tweet_id", Long.class),
                row.get("retweet_of_tweet_id", Long.class),
                Objects.requireNonNullElse(row.getList("media_ids", Long.class), List.of()),
                entities == null ? Entities.NONE : json.readValue(entities, Entities.class));
    }

    /** Rows that are older than kinds have none. */
    private static TweetKind kind(@Nullable String name) {
        return name == null ? TweetKind.POST : TweetKind.valueOf(name);
    }
}
