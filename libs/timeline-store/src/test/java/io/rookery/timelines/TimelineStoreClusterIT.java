package io.rookery.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import io.rookery.test.backends.RedisClusterBackend;
import io.rookery.test.backends.WithBackends;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** All that holds on one Redis, on a cluster of three. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        classes = TimelineStoreIT.Application.class,
        properties = {
            "spring.data.redis.cluster.nodes=${ROOKERY_REDIS_CLUSTER_NODES}",
            "rookery.timelines.capacity=10",
            "rookery.timelines.recent=4",
            "rookery.timelines.slack=2"
        })
@WithBackends(RedisClusterBackend.class)
class TimelineStoreClusterIT extends TimelineStoreRules {

    @Test
    void a_push_reaches_readers_on_every_node_at_once() {
        List<Long> readers =
                LongStream.range(0, 300).mapToObj(_ -> nextReader()).toList();
        assertThat(readers.stream()
                        .map(each -> SlotHash.getSlot("timeline:{" + each + "}") * 3 / SlotHash.SLOT_COUNT)
                        .distinct())
                .hasSize(3);
        readers.forEach(each ->
                timelines.completeRebuild(each, timelines.beginRebuild(each).orElseThrow(), Slice.EMPTY, List.of()));

        int written = timelines.push(List.of(tweet(1), tweet(2)), readers);

        assertThat(written).isEqualTo(300);
        assertThat(readers)
                .allSatisfy(each -> assertThat(stored(each).slice().ids()).isEqualTo(ids(1, 2)));
    }
}
