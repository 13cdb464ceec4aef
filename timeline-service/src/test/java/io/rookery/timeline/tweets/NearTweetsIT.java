package io.rookery.timeline.tweets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.TestBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.test.contracts.EventContract;
import io.rookery.timeline.TimelineApi;
import io.rookery.timeline.TimelineServiceApplication;
import io.rookery.timeline.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** Tweets in memory: loaded once, never shown after they are gone, corrected by what is heard. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.serviceclient.tweet-service.read-timeout=10s")
@WithBackends({RedisBackend.class, KafkaBackend.class, TestTokens.class, World.class})
@Import(TimelineApi.class)
class NearTweetsIT {

    /** The topics are made when the listener waits for them already. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    TimelineApi api;

    @Autowired
    World world;

    @Autowired
    NearTweets near;

    @Autowired
    KafkaBackend kafka;

    @Autowired
    KafkaAdmin admin;

    @Autowired
    KafkaTemplate<String, String> events;

    @Autowired
    TestTokens tokens;

    @Autowired
    List<TestBackend> backends;

    private final long reader = TimelineApi.user();
    private final long friend = TimelineApi.user();

    @BeforeEach
    void theReaderFollowsAFriend() {
        admin.createOrModifyTopics(
                new NewTopic(kafka.topic("tweets.v1"), 3, (short) 1),
                new NewTopic(kafka.topic("counts.v1"), 3, (short) 1));
        world.follow(reader, friend);
    }

    @Test
    void a_hot_tweet_that_everybody_reads_at_once_is_loaded_once() throws Exception {
        // Given a retweet, for which there is more to load than one knows
        long original = TimelineApi.tweetId();
        world.post(TimelineApi.user(), original);
        long hot = TimelineApi.tweetId();
        world.retweet(friend, hot, original);
        List<Long> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long each = TimelineApi.user();
            world.follow(each, friend);
            readers.add(each);
        }
        world.forgetWhatWasAsked();

        // When none is answered before all have asked
        world.goDeaf("/home");
        List<Future<List<Long>>> pages = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Long each : readers) {
                pages.add(threads.submit(
                        (Callable<List<Long>>) () -> api.home(each).ids()));
            }
            await().until(() -> world.asked("/internal/tweets/home").size() == readers.size());
            world.hearAgain();
        }

        // Then one has asked for it, and all have it
        for (Future<List<Long>> page : pages) {
            assertThat(page.get()).containsExactly(hot);
        }
        assertThat(world.asked("missing=" + hot)).hasSize(1);
        assertThat(world.asked("missing=" + original)).isEmpty();
    }

    @Test
    void a_hot_tweet_that_quotes_what_is_gone_for_long_is_shown_to_everybody_at_once() throws Exception {
        long gone = TimelineApi.tweetId();
        long hot = TimelineApi.tweetId();
        world.quote(friend, hot, gone);
        api.home(reader);
        List<Future<TimelineApi.Page>> pages = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                pages.add(threads.submit(() -> api.home(reader)));
            }
        }

        for (Future<TimelineApi.Page> page : pages) {
            assertThat(page.get().ids()).containsExactly(hot);
            assertThat(page.get().tweet(hot).at("/quote/unavailable").asString())
                    .isEqualTo("deleted");
        }
    }

    @Test
    void a_tweet_whose_author_nobody_could_name_is_not_kept() {
        long tweet = TimelineApi.tweetId();
        world.postByNobodyKnown(friend, tweet);
        assertThat(api.home(reader).tweet(tweet).at("/author/handle").isMissingNode())
                .isTrue();

        world.post(friend, tweet);

        assertThat(api.home(reader).tweet(tweet).at("/author/handle").asString())
                .isEqualTo("user" + friend);
    }

    @Test
    void who_waits_for_a_load_that_fails_loads_it() throws Exception {
        long tweet = post();
        long second = TimelineApi.user();
        world.follow(second, friend);
        api.home(second);
        near.drop(tweet);
        var failing = near.begin(tweet);
        world.forgetWhatWasAsked();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Long>> page = threads.submit(() -> api.home(second).ids());
            await().until(() -> !world.asked("/internal/tweets/home").isEmpty());
            failing.cancel(false);
            assertThat(page.get()).containsExactly(tweet);
        }

        assertThat(world.asked("missing=" + tweet)).hasSize(1);
    }

    @Test
    void a_deleted_tweet_is_gone_at_the_next_read_of_every_instance_though_it_is_in_memory() {
        long deleted = post();
        long quote = TimelineApi.tweetId();
        world.quote(friend, quote, deleted);
        long retweet = TimelineApi.tweetId();
        world.retweet(friend, retweet, deleted);
        try (ConfigurableApplicationContext second = another()) {
            var other = new TimelineApi(second.getEnvironment(), tokens);
            for (TimelineApi instance : List.of(api, other)) {
                assertThat(instance.home(reader).ids()).containsExactly(retweet, quote, deleted);
            }

            // tweet-service has it still, so it is the tombstone that hides what the other one has in memory
            api.tell(HttpMethod.DELETE, friend, deleted);
            assertThat(other.home(reader).ids()).containsExactly(quote);

            world.delete(deleted);
            for (TimelineApi instance : List.of(api, other)) {
                TimelineApi.Page page = instance.home(reader);
                assertThat(page.ids()).containsExactly(quote);
                assertThat(page.tweet(quote).at("/quote/unavailable").asString())
                        .isEqualTo("deleted");
            }
        }
    }

    @Test
    void what_the_stream_says_is_deleted_is_not_kept_and_poison_is_passed_over() {
        long deleted = post();
        api.home(reader);
        assertThat(near.find(deleted)).isNotNull();

        String event = EventContract.example("TweetDeleted").replace("2006515713438650369", Long.toString(deleted));
        // Again and again, because the listener begins at the end, whenever that is
        await().atMost(SOON).untilAsserted(() -> {
            for (String each : List.of(
                    "not JSON",
                    "null",
                    "{}",
                    "[]",
                    "{\"type\":\"TweetDeleted\"}",
                    "{\"type\":\"TweetDeleted\",\"tweet_id\":\"x\"}",
                    "{\"type\":\"TweetLost\"}",
                    event)) {
                events.send(kafka.topic("tweets.v1"), "same partition", each).get();
            }
            assertThat(near.find(deleted)).isNull();
        });

        world.delete(deleted);
        assertThat(api.home(reader).ids()).isEmpty();
    }

    @Test
    void counts_follow_what_the_stream_says_for_retweets_too() {
        long tweet = post();
        long retweet = TimelineApi.tweetId();
        world.retweet(friend, retweet, tweet);
        assertThat(api.home(reader).tweet(retweet).get("like_count").asInt()).isZero();

        String event = EventContract.example("TweetCounted").replace("2006515713438650369", Long.toString(tweet));
        await().atMost(SOON).untilAsserted(() -> {
            events.send(kafka.topic("counts.v1"), Long.toString(tweet), event).get();
            TimelineApi.Page page = api.home(reader);
            for (JsonNode each : List.of(page.tweet(tweet), page.tweet(retweet))) {
                assertThat(each.get("like_count").asInt()).isEqualTo(42);
                assertThat(each.get("retweet_count").asInt()).isEqualTo(7);
                assertThat(each.get("reply_count").asInt()).isEqualTo(3);
                assertThat(each.get("quote_count").asInt()).isEqualTo(1);
            }
        });
    }

    private long post() {
        long tweet = TimelineApi.tweetId();
        world.post(friend, tweet);
        return tweet;
    }

    /** Another instance, on the same backends. */
    private ConfigurableApplicationContext another() {
        List<String> settings = new ArrayList<>(List.of("--server.port=0"));
        for (TestBackend backend : backends) {
            backend.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        }
        return SpringApplication.run(TimelineServiceApplication.class, settings.toArray(String[]::new));
    }
}
