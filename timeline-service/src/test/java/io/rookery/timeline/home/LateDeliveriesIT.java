package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.timeline.TestClock;
import io.rookery.timeline.TimelineApi;
import io.rookery.timeline.World;
import io.rookery.timelines.TimelineStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

/** What readers get while the workers have stopped: events lie in a real Kafka and nobody reads them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "rookery.timelines.lag.interval=100ms")
@WithBackends({KafkaBackend.class, RedisBackend.class, TestTokens.class, World.class})
@Import({TimelineApi.class, TestClock.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateDeliveriesIT {

    private static final AtomicLong TWEETS = new AtomicLong();
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final int PARTITION = 1;

    @Autowired
    TimelineApi api;

    @Autowired
    World world;

    @Autowired
    TimelineStore timelines;

    @Autowired
    TestClock clock;

    @Autowired
    KafkaBackend kafka;

    @Autowired
    KafkaTemplate<String, String> producer;

    @Autowired
    MeterRegistry meters;

    private AdminClient admin;

    @BeforeAll
    void theProducersMadeTheirTopics() throws Exception {
        admin = AdminClient.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        admin.createTopics(List.of(
                        new NewTopic(kafka.topic("tweets.v1"), 3, (short) 1),
                        new NewTopic(kafka.topic("follows.v1"), 3, (short) 1),
                        new NewTopic(kafka.topic("tweets.v1.dlt"), 1, (short) 1)))
                .all()
                .get();
    }

    @Test
    void when_the_workers_have_stopped_everybody_is_pulled_and_back_without_doubles_when_they_caught_up()
            throws Exception {
        // Given a reader with a stored timeline, and workers who died before they ever committed
        long reader = TimelineApi.user();
        long friend = TimelineApi.user();
        world.follow(reader, friend);
        long stored = post(friend);
        assertThat(read(reader).tweets()).containsExactly(stored);

        // When a tweet is not delivered, then it is missed and its age is measured
        long first = tweeted(friend);
        clock.advance(Duration.ofMinutes(2));
        long second = tweeted(friend);
        await().atMost(ENOUGH).until(() -> lagSeconds() == 120);
        assertThat(meters.get("rookery.fanout.lag.step").gauge().value()).isEqualTo(1);
        assertThat(read(reader)).isEqualTo(new Page(List.of(stored), null));

        // When it is older than five minutes, then everybody is pulled, and the rest of the partition makes no
        // difference
        clock.advance(Duration.ofMinutes(4));
        await().atMost(ENOUGH)
                .untilAsserted(
                        () -> assertThat(read(reader)).isEqualTo(new Page(List.of(second, first, stored), "true")));
        assertThat(lagSeconds()).isEqualTo(360);

        // When the workers are back and half way, then what is stored and what is pulled is shown once
        timelines.push(List.of(first), List.of(reader));
        workersCommit(1);
        await().atMost(ENOUGH).until(() -> lagSeconds() == 240);
        assertThat(read(reader)).isEqualTo(new Page(List.of(second, first, stored), "true"));

        // When they have caught up, then the same page comes from what is stored
        timelines.push(List.of(second), List.of(reader));
        workersCommit(2);
        await().atMost(ENOUGH)
                .untilAsserted(
                        () -> assertThat(read(reader)).isEqualTo(new Page(List.of(second, first, stored), null)));
        world.forgetWhatWasAsked();
        assertThat(read(reader).tweets()).containsExactly(second, first, stored);
        assertThat(world.asked("/followees")).isEmpty();
        assertThat(lagSeconds()).isZero();
    }

    @Test
    void an_outage_of_kafka_counts_as_lag_and_readers_are_served_all_the_time() {
        long reader = TimelineApi.user();
        long friend = TimelineApi.user();
        world.follow(reader, friend);
        long tweet = post(friend);
        await().atMost(ENOUGH).until(() -> lagSeconds() == 0);
        assertThat(read(reader)).isEqualTo(new Page(List.of(tweet), null));

        kafka.kill();
        try {
            clock.advance(Duration.ofMinutes(6));
            await().atMost(ENOUGH)
                    .untilAsserted(() -> assertThat(read(reader)).isEqualTo(new Page(List.of(tweet), "true")));
            assertThat(lagSeconds()).isGreaterThanOrEqualTo(360);
        } finally {
            kafka.restart();
        }
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(read(reader)).isEqualTo(new Page(List.of(tweet), null)));
    }

    @Test
    void dead_letters_are_counted_until_they_are_gone() throws Exception {
        TopicPartition partition = new TopicPartition(kafka.topic("tweets.v1.dlt"), 0);
        for (int i = 0; i < 3; i++) {
            producer.send(partition.topic(), "1", "not even json").get();
        }
        await().atMost(ENOUGH).until(() -> deadLetters("tweets.v1") == 3);
        assertThat(deadLetters("follows.v1")).isZero();

        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        await().atMost(ENOUGH).until(() -> deadLetters("tweets.v1") == 1);
    }

    private record Page(List<Long> tweets, String degraded) {}

    private Page read(long reader) {
        TimelineApi.Page page = api.home(reader);
        return new Page(page.ids(), page.headers().getFirst(HomeController.DEGRADED));
    }

    private long post(long author) {
        long tweet = Snowflake.id(clock.instant().toEpochMilli() + TWEETS.incrementAndGet(), 1, 0);
        world.post(author, tweet);
        return tweet;
    }

    /** Posted, and told to the workers. */
    private long tweeted(long author) throws Exception {
        long tweet = post(author);
        producer.send(new ProducerRecord<>(
                        kafka.topic("tweets.v1"),
                        PARTITION,
                        clock.instant().toEpochMilli(),
                        Long.toString(author),
                        "{}"))
                .get();
        return tweet;
    }

    private void workersCommit(long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        kafka.topic("fanout-worker"),
                        Map.of(new TopicPartition(kafka.topic("tweets.v1"), PARTITION), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    /** Of the partition with events; the others have none. */
    private double lagSeconds() {
        Gauge gauge = meters.find("rookery.fanout.lag")
                .tags("topic", "tweets.v1", "partition", Integer.toString(PARTITION))
                .gauge();
        return gauge == null ? -1 : gauge.value();
    }

    private double deadLetters(String topic) {
        Gauge gauge = meters.find("rookery.dead.letters").tags("topic", topic).gauge();
        return gauge == null ? -1 : gauge.value();
    }
}
