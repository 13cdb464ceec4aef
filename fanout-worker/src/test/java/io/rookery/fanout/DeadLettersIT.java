package io.rookery.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.backends.Ports;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** The command {@code dead-letters} as an operator runs it, a process of its own beside a worker on a real Kafka. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@WithBackends({KafkaBackend.class, RedisBackend.class, TestTokens.class})
@Import(FakeWorld.Configuration.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {

    @Autowired
    FakeWorld world;

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    KafkaBackend broker;

    @Autowired
    ConsumerFactory<String, String> consumers;

    @TempDir
    Path folder;

    @BeforeAll
    void theProducersMadeTheirTopics() throws Exception {
        Producers.makeTheirTopics(broker);
    }

    @Test
    void an_event_that_was_set_aside_is_looked_at_and_processed_once_when_its_cause_is_mended() throws Exception {
        // Given an erasure that user-service does not know yet, and something that is no event
        long erased = 4_711;
        var event = new ProducerRecord<>(broker.topic("users.v1"), "4711", userErased(erased));
        event.headers().add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        kafka.send(event).get();
        kafka.send(broker.topic("follows.v1"), "9", "my dearest secret").get();
        awaitDeadLetters("users.v1", 1);
        awaitDeadLetters("follows.v1", 1);

        // When an operator looks, then both are there, and nothing anybody wrote
        Command list = command("dead-letters");
        assertThat(list.exit()).isZero();
        assertThat(list.output())
                .contains("users.v1 partition ", " key 4711", "by " + broker.topic("fanout-worker"))
                .contains("because    org.springframework.web.client.HttpClientErrorException$NotFound:"
                        + " 404 unknown erasure\n")
                .contains("type=UserErased event_id=1 occurred_at=2026-01-01T00:00:00.000Z user_id=4711")
                .contains("follows.v1 partition ", "17 bytes without type, ids or time")
                .endsWith("2 events set aside; --replay sends them again")
                .doesNotContain("dearest", "secret");

        // When what was wrong is mended and the events of that topic are sent again, then they are processed
        world.eraseAccount(erased);
        Command replay = command("dead-letters", "users.v1", "--replay");
        assertThat(replay.output()).contains(" key 4711").endsWith("1 event sent again");
        await().untilAsserted(() -> assertThat(world.erased()).containsExactly(erased));
        assertThat(events("users.v1"))
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent.value()).isEqualTo(userErased(erased)))
                .allSatisfy(sent -> assertThat(sent.key()).isEqualTo("4711"))
                .allSatisfy(sent ->
                        assertThat(sent.headers()).extracting(Header::key).containsExactly("traceparent"));

        // Then it is listed no more, nor sent a second time
        assertThat(command("dead-letters", "users.v1", "--replay").output()).isEqualTo("no events are set aside");
        assertThat(events("users.v1")).hasSize(2);

        // When the other is sent again as it is, then it is back once; it can only be dropped
        assertThat(command("dead-letters", "--replay").output()).endsWith("1 event sent again");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events("follows.v1.dlt")).singleElement());
        assertThat(command("dead-letters", "follows.v1.dlt", "--discard").output())
                .endsWith("1 event deleted");
        assertThat(command("dead-letters").output()).isEqualTo("no events are set aside");
        assertThat(world.erased()).containsExactly(erased);
    }

    @Test
    void a_misuse_and_a_kafka_that_is_away_are_told_in_one_line() throws Exception {
        assertThat(command("fly"))
                .isEqualTo(new Command(
                        2, "dead-letters: there is no command fly; it is dead-letters [TOPIC] [--replay | --discard]"));
        Command away = command("127.0.0.1:" + Ports.free(), List.of("dead-letters"));
        assertThat(away.exit()).isEqualTo(1);
        assertThat(away.output())
                .startsWith("dead-letters: Kafka did not answer as it should: ")
                .hasLineCount(1);
    }

    private record Command(int exit, String output) {}

    private Command command(String... arguments) throws Exception {
        return command(broker.bootstrapServers(), List.of(arguments));
    }

    private Command command(String bootstrap, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FanoutWorkerApplication.class.getName()));
        command.addAll(arguments);
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ROOKERY_KAFKA_BOOTSTRAP", bootstrap);
        builder.environment().put("ROOKERY_TOPIC_PREFIX", broker.topic(""));
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Command(process.exitValue(), Files.readString(output).strip());
    }

    private void awaitDeadLetters(String topic, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events(topic + ".dlt")).hasSize(count));
    }

    private List<ConsumerRecord<String, String>> events(String topic) {
        try (Consumer<String, String> consumer = consumers.createConsumer(null, null, null)) {
            List<TopicPartition> partitions = consumer.partitionsFor(broker.topic(topic)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }

    private static String userErased(long userId) {
        return """
               {"type":"UserErased","event_id":"1","occurred_at":"2026-01-01T00:00:00.000Z","user_id":"%d"}""".formatted(userId);
    }
}
