package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisClusterBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.timeline.TimelineApi;
import io.rookery.timeline.TimelineApi.Page;
import io.rookery.timeline.World;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.TimelineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The service with a Redis Cluster of three nodes. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.data.redis.cluster.nodes=${ROOKERY_REDIS_CLUSTER_NODES}",
            "rookery.skeletons.fresh=1ns",
            "ROOKERY_KAFKA_BOOTSTRAP=127.0.0.1:1"
        })
@WithBackends({RedisClusterBackend.class, TestTokens.class, World.class})
@Import(TimelineApi.class)
class HomeOnClusterIT {

    @Autowired
    TimelineApi api;

    @Autowired
    World world;

    @Autowired
    TimelineStore timelines;

    @Autowired
    AuthoredStore authored;

    private final long reader = TimelineApi.user();
    private final long friend = TimelineApi.user();

    @Test
    void pushed_and_pulled_tweets_one_s_own_and_deletes_are_found_on_every_node() {
        world.follow(reader, friend);
        List<Long> celebrities =
                IntStream.range(0, 60).mapToObj(_ -> TimelineApi.user()).toList();
        celebrities.forEach(celebrity -> {
            world.follow(reader, celebrity);
            world.leaveToPull(celebrity);
        });
        List<Long> all = new ArrayList<>();
        celebrities.forEach(celebrity -> all.addFirst(posted(celebrity)));
        all.addFirst(posted(friend));
        assertThat(page()).as("rebuilt").isEqualTo(all);

        all.addFirst(posted(celebrities.getFirst()));
        long pushed = posted(friend);
        timelines.push(List.of(pushed), List.of(reader));
        all.addFirst(pushed);
        long own = posted(reader);
        api.tell(HttpMethod.PUT, reader, own);
        all.addFirst(own);
        assertThat(page()).as("stored").isEqualTo(all);

        // All of it is in memory now, and tombstones alone tell
        List<Long> deleted = List.of(all.get(0), all.get(1), all.get(10), all.get(40));
        deleted.forEach(world::delete);
        deleted.forEach(tweet -> api.tell(HttpMethod.DELETE, friend, tweet));
        all.removeAll(deleted);
        assertThat(page()).as("deleted").isEqualTo(all);
    }

    private List<Long> page() {
        Page page = api.home(reader, null, 100);
        assertThat(page.headers().containsHeader(HomeController.DEGRADED)).isFalse();
        return page.ids();
    }

    private long posted(long author) {
        long tweet = TimelineApi.tweetId();
        world.post(author, tweet);
        authored.push(List.of(tweet), author);
        return tweet;
    }
}
