package io.rookery.tweet.counting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.rookery.defaults.ids.Snowflake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.stereotype.Repository;

/**
 * How many tweets authors have. A bucket is counted by the hour, so that one that is full of tombstones is not read for
 * each event; its sum is kept apart, where the counts of many authors are read at once.
 */
@Repository
class AuthorTweetsRepository {

    private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
    private static final long MICROS_PER_MILLI = 1_000;

    /** How long it is known that a bucket was counted that has nothing any more: longer than any count takes. */
    private static final Duration EMPTY_KEPT = Duration.ofDays(1);

    /**
     * The counts of a bucket.
     *
     * @param version greater after each change; null if it was never counted by the hour
     * @param byHour without hours that have none
     */
    record Hours(@Nullable Long version, Map<Integer, Integer> byHour) {}

    private final CqlOperations cql;
    private final InstantSource clock;
    private final PreparedStatement hours;
    private final PreparedStatement count;
    private final PreparedStatement all;
    private final PreparedStatement update;
    private final PreparedStatement insertSum;
    private final PreparedStatement deleteSum;
    private final PreparedStatement sums;

    AuthorTweetsRepository(CqlSession session, CqlOperations cql, InstantSource clock) {
        this.cql = cql;
        this.clock = clock;
        hours = session.prepare("SELECT version, hours FROM author_hours WHERE author_id = ? AND bucket = ?");
        count = session.prepare("""
                SELECT COUNT(*) FROM tweets_by_author
                WHERE author_id = ? AND bucket = ? AND tweet_id >= ? AND tweet_id < ?""");
        all = session.prepare("SELECT tweet_id FROM tweets_by_author WHERE author_id = ? AND bucket = ?");
        update = session.prepare("""
                UPDATE author_hours USING TTL ? SET version = ?, hours = ?
                WHERE author_id = ? AND bucket = ? IF version = ?""");
        insertSum = session.prepare(
                "INSERT INTO author_tweets (author_id, bucket, tweets) VALUES (?, ?, ?) USING TIMESTAMP ?");
        deleteSum = session.prepare("DELETE FROM author_tweets USING TIMESTAMP ? WHERE author_id = ? AND bucket = ?");
        sums = session.prepare("SELECT author_id, tweets FROM author_tweets WHERE author_id IN ?");
    }

    /** The hour of a tweet, since 1970; a bucket is 720 of them. */
    static int hour(long tweetId) {
        return Math.toIntExact(Snowflake.millis(tweetId) / MILLIS_PER_HOUR);
    }

    Hours hours(long authorId, int bucket) {
        Row row = cql.query(hours.bind(authorId, bucket).setIdempotent(true), (Row found, int _) -> found).stream()
                .findFirst()
                .orElse(null);
        return row == null
                ? new Hours(null, Map.of())
                : new Hours(
                        row.get("version", Long.class),
                        Objects.requireNonNullElse(row.getMap("hours", Integer.class, Integer.class), Map.of()));
    }

    /** The tweets that are there in this hour. */
    int count(long authorId, int bucket, int hour) {
        Long tweets = cql.queryForObject(
                count.bind(authorId, bucket, firstId(hour), firstId(hour + 1)).setIdempotent(true), Long.class);
        return Math.toIntExact(Objects.requireNonNull(tweets));
    }

    /** The tweets that are there, by hour; reads the whole bucket. */
    Map<Integer, Integer> countAll(long authorId, int bucket) {
        Map<Integer, Integer> byHour = new TreeMap<>();
        cql.query(
                all.bind(authorId, bucket).setIdempotent(true),
                (Row row) -> byHour.merge(hour(row.getLong("tweet_id")), 1, Integer::sum));
        return byHour;
    }

    /**
     * Stores what was counted after {@code seen} was read, and its sum. If this fails, the one may be stored without the
     * other; whoever counts again puts it right.
     *
     * @return false if somebody else stored a count meanwhile, who may have looked later
     */
    boolean store(long authorId, int bucket, Hours seen, Map<Integer, Integer> byHour) {
        long now = clock.millis() * MICROS_PER_MILLI;
        // By the clock because the sum is stored under this time; greater than the last one, whatever the clock says
        long version = seen.version() == null ? now : Math.max(now, seen.version() + 1);
        long sum = byHour.values().stream().mapToLong(Integer::longValue).sum();
        boolean stored = cql.queryForResultSet(update.bind(
                                sum == 0 ? Math.toIntExact(EMPTY_KEPT.toSeconds()) : 0,
                                version,
                                byHour,
                                authorId,
                                bucket)
                        .set(5, seen.version(), Long.class))
                .wasApplied();
        if (stored) {
            cql.execute((sum == 0
                            ? deleteSum.bind(version, authorId, bucket)
                            : insertSum.bind(authorId, bucket, sum, version))
                    .setIdempotent(true));
        }
        return stored;
    }

    /** For each of the authors, at most 100. */
    Map<Long, Long> counts(List<Long> authorIds) {
        Map<Long, Long> counts = new HashMap<>();
        authorIds.forEach(id -> counts.put(id, 0L));
        for (Row row : cql.query(sums.bind(authorIds).setIdempotent(true), (Row row, int _) -> row)) {
            counts.merge(row.getLong("author_id"), row.getLong("tweets"), Long::sum);
        }
        return counts;
    }

    private static long firstId(int hour) {
        return Snowflake.first(hour * MILLIS_PER_HOUR);
    }
}
