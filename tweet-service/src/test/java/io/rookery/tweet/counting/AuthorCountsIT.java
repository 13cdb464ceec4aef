package io.rookery.tweet.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TopicReader;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.tweets.StoredTweets;
import io.rookery.tweet.tweets.TweetBucket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaTemplate;

/** How many tweets an author has, whatever else the author did and whoever counts. */
@WithTweetService
class AuthorCountsIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    /** Cassandra refuses to read past more. */
    private static final int TOO_MANY_TOMBSTONES = 100_001;

    private static final int BATCH = 500;

    @Autowired
    private Api api;

    @Autowired
    private StoredTweets stored;

    @Autowired
    private AuthorTweetsRepository repository;

    @Autowired
    private CqlSession session;

    @Autowired
    private CqlOperations cql;

    @Autowired
    private KafkaBackend broker;

    @Autowired
    private KafkaTemplate<String, String> kafka;

    private final long author = TestUsers.since(Duration.ofDays(1));

    @Test
    void what_was_deleted_in_other_hours_is_not_read_again() {
        // Given an author who is counted, and then retweets and undoes it for hours
        api.posted(author, "First");
        awaitTweetsCount(author, 1);
        Instant now = Instant.now();
        Instant hourBefore = now.minus(Duration.ofHours(1));
        toggle(bucket(hourBefore) == bucket(now) ? hourBefore : now.plus(Duration.ofHours(1)));

        api.posted(author, "Second");

        awaitTweetsCount(author, 2);
    }

    @Test
    void an_author_who_cannot_be_counted_holds_nobody_up_and_is_counted_later() {
        // Given an author whose count fails
        toggle(Instant.now());
        toggle(Instant.now().plus(Duration.ofMinutes(5)));
        String key = Long.toString(author);
        api.posted(author, "Too much");
        try (var later = new TopicReader(broker, "tweets.v1" + TweetListener.LATER)) {
            later.await(events -> events.stream().anyMatch(event -> event.key().equals(key)));
        }

        // Then whoever comes behind in the same partition is counted
        long other = LongStream.generate(TestUsers::anyone)
                .filter(candidate -> partition(candidate) == partition(author))
                .findFirst()
                .orElseThrow();
        api.posted(other, "Behind");
        awaitTweetsCount(other, 1);
        assertThat(tweetsCount(author)).isEqualTo("0");

        // And the author is, as soon as it is possible again
        try {
            cql.execute("ALTER TABLE tweets_by_author WITH gc_grace_seconds = 0");
            awaitTweetsCount(author, 1);
        } finally {
            cql.execute("ALTER TABLE tweets_by_author WITH gc_grace_seconds = 10800");
        }
    }

    @Test
    void a_month_that_was_not_counted_by_the_hour_is_counted_whole() {
        // Given a tweet of which no event tells any more, counted as it was done once
        long millis = Instant.now().toEpochMilli();
        int bucket = bucket(Instant.ofEpochMilli(millis));
        Duration hour = bucket(Instant.ofEpochMilli(millis).minus(Duration.ofHours(1))) == bucket
                ? Duration.ofHours(1)
                : Duration.ZERO;
        stored.post(author, hour);
        cql.execute(
                "INSERT INTO author_tweets (author_id, bucket, tweets) VALUES (?, ?, ?) USING TIMESTAMP ?",
                author,
                bucket,
                1L,
                millis * 1_000);
        assertThat(tweetsCount(author)).isEqualTo("1");

        api.posted(author, "Another");

        awaitTweetsCount(author, 2);
    }

    @Test
    void who_looked_before_somebody_else_stored_has_to_look_again() {
        int bucket = bucket(Instant.now());
        AuthorTweetsRepository.Hours nothing = repository.hours(author, bucket);
        assertThat(repository.store(author, bucket, nothing, Map.of(1, 3))).isTrue();
        AuthorTweetsRepository.Hours three = repository.hours(author, bucket);
        assertThat(repository.store(author, bucket, three, Map.of())).isTrue();

        assertThat(repository.store(author, bucket, nothing, Map.of(1, 1))).isFalse();
        assertThat(repository.store(author, bucket, three, Map.of(1, 2))).isFalse();

        assertThat(repository.hours(author, bucket).byHour()).isEmpty();
        assertThat(tweetsCount(author)).isEqualTo("0");
    }

    @Test
    void who_looked_later_is_right_though_the_clock_is_behind() {
        int bucket = bucket(Instant.now());
        var ahead = new AuthorTweetsRepository(
                session, cql, InstantSource.fixed(Instant.now().plus(Duration.ofMinutes(10))));
        var behind = new AuthorTweetsRepository(
                session, cql, InstantSource.fixed(Instant.now().minus(Duration.ofMinutes(10))));
        ahead.store(author, bucket, ahead.hours(author, bucket), Map.of(1, 3, 2, 4));

        behind.store(author, bucket, behind.hours(author, bucket), Map.of(1, 2, 2, 4));

        assertThat(tweetsCount(author)).isEqualTo("6");
    }

    /** As if the author had made and deleted that many tweets in this hour. */
    private void toggle(Instant when) {
        PreparedStatement delete =
                session.prepare("DELETE FROM tweets_by_author WHERE author_id = ? AND bucket = ? AND tweet_id = ?");
        long first = Snowflake.first(when.toEpochMilli());
        for (int from = 0; from < TOO_MANY_TOMBSTONES; from += BATCH) {
            BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
            for (int i = from; i < from + BATCH; i++) {
                batch.addStatement(delete.bind(author, bucket(when), first + i));
            }
            session.execute(batch.build());
        }
    }

    private int partition(long authorId) {
        int partitions = kafka.partitionsFor(broker.topic("tweets.v1")).size();
        byte[] key = Long.toString(authorId).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private static int bucket(Instant when) {
        return TweetBucket.of(Snowflake.first(when.toEpochMilli()));
    }

    private void awaitTweetsCount(long authorId, int expected) {
        await().atMost(ENOUGH).until(() -> tweetsCount(authorId), Integer.toString(expected)::equals);
    }

    private String tweetsCount(long authorId) {
        List<String> counts = api.internal(HttpMethod.GET, "/internal/tweets/counts?author_ids=" + authorId)
                .texts("authors", "tweets_count");
        return counts.getFirst();
    }
}
