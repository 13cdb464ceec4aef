package io.rookery.tweet.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.rookery.test.ServiceApi;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** All that {@code tweets.v1} ever told is told again. */
@WithTweetService
class ReplayIT {

    private static final Duration ENOUGH = Duration.ofSeconds(120);

    @Autowired
    private Api api;

    @Autowired
    private TweetEvents events;

    @Autowired
    private CqlOperations cql;

    @Autowired
    private KafkaBackend broker;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    private final long author = TestUsers.anyone();
    private final long reader = TestUsers.anyone();
    private AdminClient admin;

    @BeforeEach
    void connect() {
        admin = AdminClient.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void a_replay_from_the_start_changes_nothing() throws Exception {
        // Given a tweet that stays, another that is deleted, and of each kind of what refers to them some that stay
        String stays = api.posted(author, "Stays");
        String goes = api.posted(author, "Goes");
        List<String> deleted = new ArrayList<>();
        for (String tweet : List.of(stays, goes)) {
            api.reply(reader, tweet, "Yes");
            api.quote(reader, tweet, "See");
            retweet(HttpMethod.PUT, reader, tweet);
            deleted.add(api.reply(reader, tweet, "No").text("tweet_id"));
            deleted.add(api.quote(reader, tweet, "Look away").text("tweet_id"));
            deleted.add(retweet(HttpMethod.PUT, author, tweet).text("retweet_id"));
            retweet(HttpMethod.DELETE, author, tweet);
        }
        api.delete(reader, "/v1/tweets/" + deleted.get(0));
        api.delete(reader, "/v1/tweets/" + deleted.get(1));
        api.delete(reader, "/v1/tweets/" + deleted.get(3));
        api.delete(reader, "/v1/tweets/" + deleted.get(4));
        api.delete(author, "/v1/tweets/" + goes);
        deleted.add(goes);
        events.awaitAll("TweetDeleted", deleted);
        awaitAllCounted();
        // and a day has passed, so that nobody knows any more that the tweet had been there
        cql.execute("DELETE FROM engagements WHERE tweet_id = ? AND list = 0 AND id = 0", Long.valueOf(goes));
        List<String> before = state(stays, goes);
        assertThat(tweetsCounts()).containsExactly("1", "6");
        assertThat(api.get(author, "/v1/tweets/" + stays)
                        .body()
                        .path("retweet_count")
                        .asInt())
                .isEqualTo(1);

        replayFromTheStart();

        assertThat(state(stays, goes)).isEqualTo(before);
    }

    /** What is stored of these tweets and users, and what is shown of it. */
    private List<String> state(String stays, String goes) {
        List<String> state = new ArrayList<>(tweetsCounts());
        for (String tweet : List.of(stays, goes)) {
            state.addAll(rows("SELECT list, id, other FROM engagements WHERE tweet_id = %s AND list > 0", tweet));
        }
        for (long user : List.of(author, reader)) {
            state.addAll(rows("SELECT bucket, tweets FROM author_tweets WHERE author_id = %s", user));
            state.addAll(
                    rows("SELECT tweet_id, kind FROM tweets_by_author WHERE author_id = %s ALLOW FILTERING", user));
            state.addAll(rows("SELECT bucket, hours FROM author_hours WHERE author_id = %s ALLOW FILTERING", user));
        }
        for (String path : List.of(
                "/v1/tweets/" + stays,
                "/v1/tweets/" + stays + "/thread",
                "/v1/tweets/" + stays + "/replies",
                "/v1/tweets/" + stays + "/quotes",
                "/v1/tweets/" + stays + "/retweets",
                "/v1/users/" + author + "/tweets?include=replies,retweets",
                "/v1/users/" + reader + "/tweets?include=replies,retweets")) {
            ServiceApi.Reply reply = api.get(reader, path);
            assertThat(reply.status()).as(path).isEqualTo(200);
            state.add(reply.body().toString());
        }
        return state;
    }

    private List<String> rows(String query, Object id) {
        return cql.query(query.formatted(id), (Row row, int _) -> row.getFormattedContents());
    }

    private List<String> tweetsCounts() {
        return api.internal(HttpMethod.GET, "/internal/tweets/counts?author_ids=%d,%d".formatted(author, reader))
                .texts("authors", "tweets_count");
    }

    private ServiceApi.Reply retweet(HttpMethod method, long userId, String tweetId) {
        return api.send(userId, method, "/v1/tweets/" + tweetId + "/retweet", null);
    }

    private void replayFromTheStart() throws Exception {
        MessageListenerContainer counting = listeners.getListenerContainer("counting");
        assertThat(counting).isNotNull();
        counting.stop();
        Map<TopicPartition, OffsetAndMetadata> start =
                committed().keySet().stream().collect(Collectors.toMap(of -> of, _ -> new OffsetAndMetadata(0)));
        await().atMost(ENOUGH)
                .ignoreExceptions() // until the members have left
                .until(() ->
                        admin.alterConsumerGroupOffsets(group(), start).all().get() == null);
        assertThat(committed()).isEqualTo(start);
        counting.start();
        awaitAllCounted();
    }

    private void awaitAllCounted() {
        await().atMost(ENOUGH).until(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed = committed();
            return !committed.isEmpty()
                    && ends().entrySet().stream()
                            .filter(end -> end.getValue().offset() > 0)
                            .allMatch(end -> committed.containsKey(end.getKey())
                                    && committed.get(end.getKey()).offset()
                                            == end.getValue().offset());
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
        return admin.listConsumerGroupOffsets(group())
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends() throws Exception {
        String topic = broker.topic("tweets.v1");
        return admin.listOffsets(
                        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                                .collect(Collectors.toMap(
                                        partition -> new TopicPartition(topic, partition.partition()),
                                        _ -> OffsetSpec.latest())))
                .all()
                .get();
    }

    private String group() {
        return broker.topic("tweet-service");
    }
}
