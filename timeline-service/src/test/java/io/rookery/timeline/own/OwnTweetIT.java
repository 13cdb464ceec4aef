package io.rookery.timeline.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.timeline.TimelineApi;
import io.rookery.timeline.World;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.Slice;
import io.rookery.timelines.StoredTimeline;
import io.rookery.timelines.TimelineStore;
import io.rookery.timelines.TombstoneStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "ROOKERY_KAFKA_BOOTSTRAP=127.0.0.1:1")
@WithBackends({RedisBackend.class, TestTokens.class, World.class})
@Import(TimelineApi.class)
class OwnTweetIT {

    @Autowired
    TimelineApi api;

    @Autowired
    TimelineStore timelines;

    @Autowired
    AuthoredStore authored;

    @Autowired
    TombstoneStore tombstones;

    private final long author = TimelineApi.user();
    private final long tweet = TimelineApi.tweetId();

    @Test
    void a_post_goes_into_the_authors_timeline_and_list_however_often_it_is_told() {
        timelines.completeRebuild(author, timelines.beginRebuild(author).orElseThrow(), Slice.EMPTY, List.of());
        authored.completeRebuild(author, authored.beginRebuild(author).orElseThrow(), Slice.EMPTY);

        api.tell(HttpMethod.PUT, author, tweet);
        api.tell(HttpMethod.PUT, author, tweet);

        assertThat(timeline()).containsExactly(tweet);
        assertThat(authored.read(List.of(author)).get(author).ids()).containsExactly(tweet);
    }

    @Test
    void a_delete_takes_it_out_of_both_and_leaves_a_tombstone() {
        a_post_goes_into_the_authors_timeline_and_list_however_often_it_is_told();

        api.tell(HttpMethod.DELETE, author, tweet);
        api.tell(HttpMethod.DELETE, author, tweet);

        assertThat(timeline()).isEmpty();
        assertThat(authored.read(List.of(author)).get(author).ids()).isEmpty();
        assertThat(tombstones.among(List.of(tweet, tweet + 1))).containsExactly(tweet);
    }

    @Test
    void an_author_who_reads_nothing_costs_nothing() {
        api.tell(HttpMethod.PUT, author, tweet);

        assertThat(timelines.exists(author)).isFalse();
        assertThat(authored.read(List.of(author))).isEmpty();
    }

    @Test
    void nobody_else_may_tell() {
        String path = "/internal/timelines/" + author + "/tweets/" + tweet;

        assertThat(api.send(author, HttpMethod.PUT, path, null).status()).isIn(401, 403);
        assertThat(api.send(author, HttpMethod.DELETE, path, null).status()).isIn(401, 403);
        assertThat(tombstones.among(List.of(tweet))).isEmpty();
    }

    private List<Long> timeline() {
        return ((StoredTimeline.Ready) timelines.read(author, Long.MAX_VALUE, 0, 10))
                .slice()
                .ids();
    }
}
