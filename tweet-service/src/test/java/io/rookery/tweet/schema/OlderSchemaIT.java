package io.rookery.tweet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.CassandraBackend;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TestBackend;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetServiceApplication;
import io.rookery.tweet.WithTweetService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.cassandra.core.cql.CqlOperations;

@WithTweetService
class OlderSchemaIT {

    @Autowired
    private CqlOperations cql;

    @Autowired
    private CassandraBackend cassandra;

    @Autowired
    private KafkaBackend kafka;

    @Autowired
    private TestTokens tokens;

    @Test
    void tweets_from_before_there_were_references_are_still_there() {
        // Given tables as they were, with a tweet
        long author = TestUsers.since(Duration.ofDays(2));
        long millis = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
        long tweetId = Snowflake.id(millis, 1023, 0);
        int bucket = Math.toIntExact(millis / Duration.ofDays(30).toMillis());
        cql.execute("CREATE KEYSPACE older WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        cql.execute("CREATE TABLE older.tweets (tweet_id bigint PRIMARY KEY, author_id bigint, content text)");
        cql.execute("""
            CREATE TABLE older.tweets_by_author (author_id bigint, bucket int, tweet_id bigint, content text,
            PRIMARY KEY ((author_id, bucket), tweet_id)) WITH CLUSTERING ORDER BY (tweet_id DESC)\
            """);
        cql.execute(
                "INSERT INTO older.tweets (tweet_id, author_id, content) VALUES (?, ?, 'Long ago')", tweetId, author);
        cql.execute(
                "INSERT INTO older.tweets_by_author (author_id, bucket, tweet_id, content) VALUES (?, ?, ?, 'Long"
                        + " ago')",
                author,
                bucket,
                tweetId);

        // When the service starts on them
        List<String> settings = new ArrayList<>(List.of("--server.port=0"));
        for (TestBackend backend : List.of(cassandra, kafka, tokens)) {
            backend.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        }
        settings.add("--spring.cassandra.keyspace-name=older");
        try (ConfigurableApplicationContext service =
                SpringApplication.run(TweetServiceApplication.class, settings.toArray(String[]::new))) {
            Api api = new Api(service.getEnvironment(), tokens);

            // Then it is read as a post that began its conversation, and can be answered (by its author, about whom
            // nobody
            // needs to be asked)
            ServiceApi.Reply read = api.get(author, "/v1/tweets/" + tweetId);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.text("content")).isEqualTo("Long ago");
            assertThat(read.text("conversation_id")).isEqualTo(Long.toString(tweetId));
            assertThat(read.body().path("entities").path("hashtags")).isEmpty();
            ServiceApi.Reply reply = api.reply(author, Long.toString(tweetId), "Still true");
            assertThat(reply.text("conversation_id")).isEqualTo(Long.toString(tweetId));
            assertThat(api.get(author, "/v1/users/" + author + "/tweets").texts("tweets", "tweet_id"))
                    .containsExactly(Long.toString(tweetId));
        } finally {
            cql.execute("DROP KEYSPACE older");
        }
    }
}
