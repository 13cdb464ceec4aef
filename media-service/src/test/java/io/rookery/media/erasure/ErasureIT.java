package io.rookery.media.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.media.MediaApi;
import io.rookery.media.PlayedUserService;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.PostgresBackend;
import io.rookery.test.backends.S3Backend;
import io.rookery.test.backends.TopicReader;
import io.rookery.test.backends.WithBackends;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaTemplate;
import software.amazon.awssdk.services.s3.S3Client;

/** An account is erased: real Kafka, database and object store; only user-service is played. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@WithBackends({PostgresBackend.class, S3Backend.class, KafkaBackend.class, PlayedUserService.class, TestTokens.class})
@Import(MediaApi.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {

    private static final AtomicLong USERS = new AtomicLong(20_000);
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Autowired
    MediaApi api;

    @Autowired
    PlayedUserService users;

    @Autowired
    KafkaBackend broker;

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    S3Backend store;

    @Autowired
    S3Client s3;

    @BeforeAll
    void userServiceMadeItsTopic() throws Exception {
        try (var admin = AdminClient.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(broker.topic("users.v1"), 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void all_media_of_the_account_are_gone_with_their_objects_and_those_of_others_stay() {
        long erased = USERS.incrementAndGet();
        long other = USERS.incrementAndGet();
        List<String> theirs =
                IntStream.range(0, 3).mapToObj(_ -> api.ready(erased, "A lake")).toList();
        Reply uploaded = api.announce(erased, "");
        api.store(uploaded);
        String kept = api.ready(other, "");

        erase(erased);

        awaitErased(erased);
        assertThat(theirs).allSatisfy(media -> {
            api.original(media).assertProblem(404, "not_found");
            assertThat(objectExists(media)).isFalse();
        });
        assertThat(objectExists(uploaded.text("media_id"))).isFalse();
        assertThat(cards(theirs.getFirst(), kept).texts("media", "media_id")).containsExactly(kept);
        assertThat(api.follow(api.original(kept)).statusCode()).isEqualTo(200);
    }

    @Test
    void an_erasure_told_twice_is_done_and_confirmed_twice_also_without_any_media() {
        long erased = USERS.incrementAndGet();

        erase(erased);
        erase(erased);

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(users.erased())
                        .filteredOn(user -> user == erased)
                        .hasSize(2));
    }

    @Test
    void a_store_that_is_away_delays_an_erasure_and_nothing_of_it_is_seen_meanwhile() {
        long erased = USERS.incrementAndGet();
        String media = api.ready(erased, "");
        store.kill();
        try {
            erase(erased);

            await().atMost(BOUND).untilAsserted(() -> api.original(media).assertProblem(404, "not_found"));
            assertThat(users.erased()).doesNotContain(erased);
        } finally {
            store.restart();
        }
        awaitErased(erased);
        assertThat(objectExists(media)).isFalse();
    }

    @Test
    void a_user_service_that_is_away_hears_of_it_later() {
        long erased = USERS.incrementAndGet();
        users.fail(3);

        erase(erased);

        awaitErased(erased);
    }

    @Test
    void poison_and_an_erasure_nobody_asked_for_go_to_the_dead_letters_and_the_next_one_is_processed() {
        long unknown = USERS.incrementAndGet();
        long erased = USERS.incrementAndGet();
        String key = Long.toString(erased);
        send(key, event("UserErased", unknown));
        send(key, "{\"type\":\"UserErased\"}");
        send(key, event("UserRenamed", erased));

        erase(erased);

        awaitErased(erased);
        try (var deadLetters = new TopicReader(broker, "users.v1.dlt")) {
            assertThat(deadLetters.await(events -> events.size() >= 2))
                    .extracting(TopicReader.Event::value)
                    .containsExactly(event("UserErased", unknown), "{\"type\":\"UserErased\"}");
        }
    }

    private void erase(long userId) {
        users.eraseAccount(userId);
        send(Long.toString(userId), event("UserErased", userId));
    }

    private void send(String key, String event) {
        kafka.send(broker.topic("users.v1"), key, event).join();
    }

    private void awaitErased(long userId) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(users.erased()).contains(userId));
    }

    private Reply cards(String... mediaIds) {
        return api.internal(HttpMethod.GET, "/internal/media/cards?ids=" + String.join(",", mediaIds));
    }

    private boolean objectExists(String mediaId) {
        return s3.listObjectsV2(list -> list.bucket(store.bucket()).prefix("originals/" + mediaId))
                .hasContents();
    }

    private static String event(String type, long userId) {
        return """
               {"type":"%s","event_id":"1","occurred_at":"2026-01-01T00:00:00.000Z","user_id":"%d"}""".formatted(type, userId);
    }
}
