package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.ServiceApi.Reply;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.timeline.RedisMonitor;
import io.rookery.timeline.TimelineApi;
import io.rookery.timeline.TimelineApi.Page;
import io.rookery.timeline.World;
import io.rookery.timelines.AuthoredStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

/** What a home read asks of whom, and what becomes of it when one of them does not answer. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"rookery.skeletons.fresh=1h", "ROOKERY_KAFKA_BOOTSTRAP=127.0.0.1:1"})
@WithBackends({RedisBackend.class, TestTokens.class, World.class})
@Import(TimelineApi.class)
class HomeOverTheWireIT {

    @Autowired
    TimelineApi api;

    @Autowired
    World world;

    @Autowired
    RedisBackend redis;

    @Autowired
    AuthoredStore authored;

    private final long reader = TimelineApi.user();

    @BeforeEach
    void nothingWasAskedYet() {
        world.forgetWhatWasAsked();
    }

    @ParameterizedTest
    @CsvSource({"50, 0", "50, 50", "5000, 0", "5000, 200"})
    void a_page_costs_two_commands_and_two_calls_however_many_are_followed_and_pulled(int followees, int pulled) {
        given(followees, pulled);
        api.home(reader);
        world.forgetWhatWasAsked();

        List<String> commands = new RedisMonitor(redis)
                .during(() -> assertThat(api.home(reader).ids()).hasSize(20));

        assertThat(commands).containsExactly("EVALSHA", "MGET");
        assertThat(world.asked())
                .satisfiesExactly(
                        tweets -> assertThat(tweets)
                                .startsWith("/internal/tweets/home?viewer_id=" + reader)
                                .doesNotContain("missing="),
                        graph -> assertThat(graph).startsWith("/internal/users/" + reader + "/relations?among="));
    }

    @Test
    void a_page_of_tweets_nobody_has_read_yet_is_asked_for_at_once() {
        given(30, 0);

        api.home(reader);

        assertThat(world.asked("/internal/tweets/home"))
                .singleElement()
                .satisfies(asked ->
                        assertThat(asked).doesNotContain("&ids=").matches("[^&]*(&missing=\\d+){20}&own_after.*"));
    }

    @Test
    void a_poll_that_finds_nothing_is_one_command_and_not_sent_again_to_who_has_it() {
        given(50, 10);
        String cursor = api.home(reader).prev();
        world.forgetWhatWasAsked();
        var monitor = new RedisMonitor(redis);

        List<String> commands = monitor.during(() -> {
            Page empty = api.home(reader, cursor, 20);
            assertThat(empty.ids()).isEmpty();
            assertThat(empty.prev()).isEqualTo(cursor);
            assertThat(empty.headers().getETag()).startsWith("W/\"");
        });
        String etag = api.home(reader, cursor, 20).headers().getETag();
        List<String> again = monitor.during(
                () -> assertThat(api.homeUnless(reader, cursor, etag).status()).isEqualTo(304));

        assertThat(commands).containsExactly("EVALSHA");
        assertThat(again).containsExactly("EVALSHA");
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void lists_of_authors_are_rebuilt_once_and_shared_by_all_readers() {
        given(0, 120);
        api.home(reader);
        assertThat(world.asked("/newest?")).hasSize(3); // of the reader, and two batches of authors
        long another = TimelineApi.user();
        world.pulledFollowees(reader).forEach(author -> world.follow(another, author));
        world.forgetWhatWasAsked();

        assertThat(api.home(another).ids()).isEqualTo(api.home(reader).ids());

        assertThat(world.asked("/newest?")).hasSize(1);
        assertThat(authored.read(world.pulledFollowees(reader))).hasSize(120);
    }

    @Test
    void a_page_deeper_than_the_list_of_one_author_pulls_that_author_only() {
        given(0, 3);
        long busy = TimelineApi.user();
        world.follow(reader, busy);
        world.leaveToPull(busy);
        for (int i = 0; i < 100; i++) {
            world.post(busy, TimelineApi.tweetId());
        }
        Page first = api.home(reader, null, 50);
        world.forgetWhatWasAsked();

        Page second = api.home(reader, first.next(), 50);

        assertThat(second.ids()).hasSize(50).allMatch(id -> id < first.ids().getLast());
        assertThat(world.asked("/newest?"))
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked).contains("author_ids=" + busy + "&before"));
    }

    @Test
    void everybody_in_the_page_is_asked_about_once() {
        long friend = TimelineApi.user();
        long quoting = TimelineApi.user();
        long quoted = TimelineApi.user();
        world.follow(reader, friend);
        long quotedTweet = TimelineApi.tweetId();
        world.post(quoted, quotedTweet);
        long original = TimelineApi.tweetId();
        world.quote(quoting, original, quotedTweet);
        world.retweet(friend, TimelineApi.tweetId(), original);

        api.home(reader);

        assertThat(world.asked("/relations?"))
                .singleElement()
                .satisfies(asked -> assertThat(asked)
                        .contains("among=" + friend)
                        .contains("among=" + quoting)
                        .contains("among=" + quoted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/followees", "/pulled-followees", "/relations", "/home", "/newest"})
    void a_service_that_does_not_answer_is_503_within_a_second_and_forgotten_when_it_does(String path) {
        given(3, 1);
        world.goDeaf(path);
        try {
            Instant asked = Instant.now();
            Reply refused = api.get(reader, "/v1/users/me/timeline");

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
            refused.assertProblem(503, "service_unavailable");
            assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotBlank();
        } finally {
            world.hearAgain();
        }
        await().untilAsserted(() ->
                assertThat(api.get(reader, "/v1/users/me/timeline").status()).isEqualTo(200));
    }

    /** Everybody followed has posted, the pulled ones last. */
    private void given(int pushed, int pulled) {
        for (int i = 0; i < pushed + pulled; i++) {
            long author = TimelineApi.user();
            world.follow(reader, author);
            world.post(author, TimelineApi.tweetId());
            if (i >= pushed) {
                world.leaveToPull(author);
            }
        }
    }
}
