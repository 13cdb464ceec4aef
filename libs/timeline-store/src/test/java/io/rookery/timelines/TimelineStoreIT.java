package io.rookery.timelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rookery.defaults.problem.Infrastructure;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.core.RedisCallback;

@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        classes = TimelineStoreIT.Application.class,
        properties = {
            "spring.data.redis.url=${ROOKERY_REDIS_URL}",
            "rookery.timelines.key-prefix=${ROOKERY_REDIS_KEY_PREFIX}",
            "rookery.timelines.capacity=10",
            "rookery.timelines.recent=4",
            "rookery.timelines.slack=2"
        })
@WithBackends(RedisBackend.class)
class TimelineStoreIT extends TimelineStoreRules {

    @EnableAutoConfiguration
    @Import(TimelineStoreConfiguration.class)
    static class Application {}

    @Test
    void a_redis_that_refuses_to_write_counts_as_down_for_now() {
        rebuild(new Slice(ids(1, 3), 0));
        redis.execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().replicaOf("127.0.0.1", 1);
            return null;
        });
        try {
            assertThatExceptionOfType(DataAccessResourceFailureException.class)
                    .isThrownBy(() -> timelines.push(List.of(tweet(4)), List.of(reader)))
                    .matches(Infrastructure::isFault);
            assertThatExceptionOfType(DataAccessResourceFailureException.class)
                    .isThrownBy(() -> timelines.remove(ids(1, 3), List.of(reader)));
            assertThatExceptionOfType(DataAccessResourceFailureException.class)
                    .isThrownBy(() -> tombstones.add(tweet(1)));
        } finally {
            redis.execute((RedisCallback<Object>) connection -> {
                connection.serverCommands().replicaOfNoOne();
                return null;
            });
        }

        timelines.push(List.of(tweet(4)), List.of(reader));
        assertThat(read(10).ids()).isEqualTo(ids(1, 4));
    }
}
