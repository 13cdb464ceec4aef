package io.rookery.tweet.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.CassandraBackend;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TestBackend;
import io.rookery.test.backends.TopicReader;
import io.rookery.test.contracts.EventContract;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.TweetServiceApplication;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.ids.IdGenerator;
import io.rookery.tweet.ids.NodeLeaseRepository;
import io.rookery.tweet.ids.StoredLease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.cassandra.core.cql.CqlOperations;

@WithTweetService
class OutboxIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private TweetEvents events;

    @Autowired
    private KafkaBackend kafka;

    @Autowired
    private CassandraBackend cassandra;

    @Autowired
    private TestTokens tokens;

    @Autowired
    private OutboxRepository repository;

    @Autowired
    private OutboxQueue queue;

    @Autowired
    private OutboxPublisher publisher;

    @Autowired
    private NodeLeaseRepository leases;

    @Autowired
    private CqlOperations cql;

    @Test
    void each_post_and_each_delete_is_told_under_its_authors_key() {
        long author = TestUsers.anyone();
        String tweetId = api.postTweet(author, "Hello").text("tweet_id");
        TopicReader.Event posted = events.await("TweetPosted", tweetId);
        assertThat(posted.key()).isEqualTo(Long.toString(author));
        EventContract.assertMatches("TweetPosted", posted.value());

        api.delete(author, "/v1/tweets/" + tweetId);
        TopicReader.Event deleted = events.await("TweetDeleted", tweetId);
        assertThat(deleted.key()).isEqualTo(Long.toString(author));
        EventContract.assertMatches("TweetDeleted", deleted.value());
    }

    @Test
    void a_published_event_leaves_the_outbox() {
        String tweetId = api.postTweet(TestUsers.anyone(), "Hello").text("tweet_id");

        await().atMost(ENOUGH).until(() -> !isStored(Long.parseLong(tweetId)));
    }

    @Test
    void of_a_burst_that_does_not_fit_the_queue_nothing_is_lost() throws Exception {
        Callable<String> post =
                () -> api.postTweet(TestUsers.anyone(), "One of many").text("tweet_id");
        List<String> posted = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> tweetId : threads.invokeAll(Collections.nCopies(500, post))) {
                posted.add(tweetId.get());
            }
        }

        assertThat(posted).doesNotHaveDuplicates().doesNotContain("");
        events.awaitAll("TweetPosted", posted);
    }

    @Test
    void while_kafka_is_down_posting_goes_on_and_all_is_published_later() {
        // Given a service that publishes
        events.await("TweetPosted", api.postTweet(TestUsers.anyone(), "Before").text("tweet_id"));
        List<String> posted = new ArrayList<>();
        kafka.kill();
        try {
            // When tweets are posted without Kafka, long enough for the service to notice
            long author = TestUsers.anyone();
            await().atMost(ENOUGH).until(() -> {
                ServiceApi.Reply reply = api.postTweet(author, "Without Kafka " + posted.size());
                assertThat(reply.status()).isEqualTo(201);
                posted.add(reply.text("tweet_id"));
                return posted.size() >= 50 && !queue.isOpen();
            });
        } finally {
            kafka.restart();
        }

        // Then all of them arrive, and later ones at once again
        events.awaitAll("TweetPosted", posted);
        await().atMost(ENOUGH).until(queue::isOpen);
        events.await("TweetPosted", api.postTweet(TestUsers.anyone(), "After").text("tweet_id"));
    }

    @Test
    void a_service_that_starts_without_kafka_publishes_when_it_is_there() {
        // Given an instance that starts while Kafka is away, with a topic that does not exist yet
        List<String> settings = new ArrayList<>(List.of("--server.port=0"));
        for (TestBackend backend : List.of(cassandra, kafka, tokens)) {
            backend.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        }
        settings.add("--rookery.topics.prefix=" + kafka.topic("late."));
        kafka.kill();
        try (ConfigurableApplicationContext late =
                SpringApplication.run(TweetServiceApplication.class, settings.toArray(String[]::new))) {
            Api lateApi = new Api(late.getEnvironment(), tokens);
            String tweetId = lateApi.postTweet(TestUsers.anyone(), "Too early").text("tweet_id");

            // When Kafka comes
            kafka.restart();

            // Then the topic is made and the event is on it
            await().atMost(ENOUGH).until(() -> !isStored(Long.parseLong(tweetId)));
            try (TweetEvents lateEvents = new TweetEvents(kafka, "late.tweets.v1")) {
                lateEvents.await("TweetPosted", tweetId);
            }
        } finally {
            kafka.restart();
        }
    }

    @Test
    void what_an_instance_left_that_died_after_writing_is_published_by_another() {
        // Given rows under a node id whose lease ran out
        int node = 777;
        long millis = Instant.now().minusSeconds(30).toEpochMilli();
        List<OutboxEntry> left = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            left.add(entry(Snowflake.id(millis + i * 7_000L, node, i)));
        }
        left.forEach(this::store);
        cql.execute(
                "INSERT INTO node_leases (node_id, issued_until, swept_until) VALUES (?, ?, ?)",
                node,
                millis + 15_000,
                millis);

        // Then they are published, removed, and the node id is free again
        events.awaitAll(
                "TweetPosted",
                left.stream().map(entry -> Long.toString(entry.eventId())).toList());
        await().atMost(ENOUGH).until(() -> left.stream().noneMatch(entry -> isStored(entry.eventId())));
        await().atMost(ENOUGH)
                .until(() -> leases.all().stream()
                        .filter(lease -> lease.node() == node)
                        .noneMatch(StoredLease::hasLeftovers));
    }

    @Test
    void an_event_that_is_published_twice_is_the_same_event() {
        long id = Snowflake.id(Instant.now().toEpochMilli(), 778, 0);
        OutboxEntry entry = entry(id);
        store(entry);

        publisher.publish(List.of(entry));
        publisher.publish(List.of(entry));

        EventContract.assertMatches(
                "TweetPosted", events.await("TweetPosted", Long.toString(id)).value());
        assertThat(isStored(id)).isFalse();
    }

    @Test
    void a_deleted_row_stays_deleted_when_its_write_comes_late() {
        OutboxEntry entry = entry(Snowflake.id(Instant.now().plusSeconds(3600).toEpochMilli(), 779, 0));
        store(entry);
        repository.delete(List.of(entry));

        store(entry);

        assertThat(isStored(entry.eventId())).isFalse();
    }

    private static OutboxEntry entry(long tweetId) {
        return new OutboxEntry(tweetId, 1, """
                {"type":"TweetPosted","event_id":"%1$d","occurred_at":"2026-01-01T00:00:00.000Z","tweet_id":"%1$d",\
                "author_id":"1"}""".formatted(tweetId));
    }

    private void store(OutboxEntry entry) {
        cql.execute(repository.insertion(entry));
    }

    private boolean isStored(long eventId) {
        long bucket = OutboxEntry.bucket(Snowflake.millis(eventId));
        return !repository
                .entries(IdGenerator.node(eventId), bucket, eventId - 1, eventId + 1, 1)
                .isEmpty();
    }
}
