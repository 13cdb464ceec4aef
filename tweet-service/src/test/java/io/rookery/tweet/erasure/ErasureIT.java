package io.rookery.tweet.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.ServiceApi;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.engagements.Engagement;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaTemplate;

@WithTweetService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private Engagements engagements;

    @Autowired
    private TweetEvents events;

    @Autowired
    private FakeErasures erasures;

    @Autowired
    private KafkaBackend broker;

    @Autowired
    private KafkaTemplate<String, String> kafka;

    private long author;
    private long erased;

    @BeforeEach
    void nobody_else_has_these_users() {
        author = TestUsers.anyone();
        erased = TestUsers.anyone();
    }

    @BeforeAll
    void user_service_made_its_topic() throws Exception {
        try (var admin = AdminClient.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(broker.topic("users.v1"))) {
                admin.createTopics(List.of(new NewTopic(broker.topic("users.v1"), 3, (short) 1)))
                        .all()
                        .get();
            }
        }
    }

    @AfterEach
    void user_service_is_up() {
        erasures.down(false);
    }

    @Test
    void an_erased_user_leaves_nothing_and_it_is_said_so() {
        // Given somebody who posted more than a page, replied, retweeted, liked and bookmarked
        String tweet = api.postTweet(author, "Stays").text("tweet_id");
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            posted.add(api.postTweet(erased, "Goes " + i).text("tweet_id"));
        }
        posted.add(api.post(erased, "/v1/tweets", Map.of("content", "Yes", "reply_to_tweet_id", tweet))
                .text("tweet_id"));
        posted.add(put("/v1/tweets/" + tweet + "/retweet").text("retweet_id"));
        put("/v1/tweets/" + tweet + "/like");
        put("/v1/tweets/" + tweet + "/bookmark");
        long tweetId = Long.parseLong(tweet);
        assertThat(engagements.of(erased, List.of(tweetId)))
                .containsEntry(tweetId, new Engagement(1, 1, 1, 0, true, true, true));

        // When they are erased, and user-service cannot be told at first
        erasures.down(true);
        erase();
        events.awaitAll("TweetDeleted", posted);
        await("longer than poison is tried").atMost(ENOUGH).until(() -> erasures.refused() > 3);
        erasures.down(false);

        // Then it is said so, and nothing of theirs is left, in counts of others neither
        await().atMost(ENOUGH).until(() -> erasures.erased().contains(erased));
        assertThat(api.get(author, "/v1/users/" + erased + "/tweets?include=replies,retweets")
                        .texts("tweets", "tweet_id"))
                .isEmpty();
        await().atMost(ENOUGH)
                .untilAsserted(() ->
                        assertThat(engagements.of(erased, List.of(tweetId))).containsEntry(tweetId, Engagement.NONE));
        for (Kind kind : List.of(Kind.LIKE, Kind.BOOKMARK)) {
            assertThat(engagements.byUser(kind, erased, Long.MAX_VALUE, 10).entries())
                    .isEmpty();
        }
        assertThat(api.get(author, "/v1/tweets/" + tweet).status()).isEqualTo(200);
        await().atMost(ENOUGH)
                .until(() -> api.internal(HttpMethod.GET, "/internal/tweets/counts?author_ids=" + erased)
                        .texts("authors", "tweets_count")
                        .equals(List.of("0")));

        // And the event may come again
        erase();
        await().atMost(ENOUGH).until(() -> Collections.frequency(erasures.erased(), erased) == 2);
    }

    private ServiceApi.Reply put(String path) {
        return api.send(erased, HttpMethod.PUT, path, null);
    }

    private void erase() {
        kafka.send(
                broker.topic("users.v1"),
                Long.toString(erased),
                "{\"type\":\"UserErased\",\"event_id\":\"1\",\"user_id\":\"%d\"}".formatted(erased));
    }
}
