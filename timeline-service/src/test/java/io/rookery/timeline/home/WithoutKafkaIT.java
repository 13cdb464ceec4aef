package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.timeline.TestClock;
import io.rookery.timeline.TimelineApi;
import io.rookery.timeline.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A service that starts where not even the name of Kafka is known. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"rookery.timelines.lag.interval=100ms", "ROOKERY_KAFKA_BOOTSTRAP=kafka.invalid:9092"})
@WithBackends({RedisBackend.class, TestTokens.class, World.class})
@Import({TimelineApi.class, TestClock.class})
class WithoutKafkaIT {

    private static final long READER = 1;
    private static final long FRIEND = 2;
    private static final long TWEET = 2006515713438650370L;

    @Autowired
    TimelineApi api;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Test
    void it_serves_stored_timelines_for_five_minutes_and_pulled_ones_from_then_on() {
        world.follow(READER, FRIEND);
        world.post(FRIEND, TWEET);
        assertThat(degraded()).isNull();

        clock.advance(Duration.ofMinutes(5).plusSeconds(1));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(degraded()).isEqualTo("true"));
    }

    private String degraded() {
        TimelineApi.Page page = api.home(READER);
        assertThat(page.ids()).containsExactly(TWEET);
        return page.headers().getFirst(HomeController.DEGRADED);
    }
}
