package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.defaults.web.Cursor;
import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.test.contracts.OpenApiContract;
import io.rookery.timeline.RedisMonitor;
import io.rookery.timeline.TimelineApi;
import io.rookery.timeline.TimelineApi.Page;
import io.rookery.timeline.World;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.Slice;
import io.rookery.timelines.StoredTimeline;
import io.rookery.timelines.TimelineStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Home reads through HTTP on real Redis; only the two services they ask are played. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "rookery.skeletons.fresh=1ns",
            // Kafka is down all the time, which no read notices
            "ROOKERY_KAFKA_BOOTSTRAP=127.0.0.1:1"
        })
@WithBackends({RedisBackend.class, TestTokens.class, World.class})
@Import(TimelineApi.class)
class HomeIT {

    @Autowired
    TimelineApi api;

    @Autowired
    World world;

    @Autowired
    AuthoredStore authored;

    @Autowired
    TimelineStore timelines;

    @Autowired
    TestTokens tokens;

    @Autowired
    RedisBackend redis;

    private final long reader = TimelineApi.user();
    private final long friend = TimelineApi.user();
    private final long celebrity = TimelineApi.user();

    @BeforeEach
    void theReaderFollowsAFriendAndACelebrity() {
        world.follow(reader, friend);
        world.follow(reader, celebrity);
        world.leaveToPull(celebrity);
    }

    @Test
    void pushed_pulled_and_own_tweets_come_in_one_order() {
        read(null, 20); // now there is a timeline to push into
        long first = pushed(friend);
        long second = posted(celebrity);
        long third = own();
        long fourth = pushed(friend);
        posted(TimelineApi.user());

        Page page = read(null, 20);

        assertThat(page.ids()).containsExactly(fourth, third, second, first);
        assertThat(page.next()).isNull();
        assertThat(page.headers().getCacheControl()).contains("private").contains("no-cache");
    }

    @Test
    void a_missing_timeline_is_rebuilt_and_the_next_read_is_served_from_redis() {
        List<Long> posted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            posted.add(posted(i % 3 == 0 ? celebrity : friend));
        }
        Collections.reverse(posted);

        assertThat(read(null, 100).ids()).isEqualTo(posted);
        world.forgetWhatWasAsked();
        assertThat(read(null, 100).ids()).isEqualTo(posted);

        assertThat(timelines.exists(reader)).isTrue();
        assertThat(world.asked("/followees")).isEmpty();
        assertThat(world.asked("/newest")).isEmpty();
    }

    @Test
    void a_walk_over_a_thousand_tweets_sees_each_once_while_new_ones_arrive() {
        List<Long> posted = IntStream.range(0, 1_000)
                .mapToObj(i -> posted(i % 10 == 0 ? celebrity : friend))
                .toList();
        List<Long> walked = new ArrayList<>();

        String cursor = null;
        do {
            Page page = read(cursor, 37);
            walked.addAll(page.ids());
            cursor = page.next();
            pushed(friend);
            posted(celebrity);
            own();
        } while (cursor != null);

        assertThat(walked).isEqualTo(posted.reversed());
    }

    @Test
    void a_walk_goes_on_below_what_redis_keeps_also_when_the_stored_part_shrinks_on_the_way() {
        List<Long> posted = new ArrayList<>(
                IntStream.range(0, 900).mapToObj(_ -> posted(friend)).toList());
        Page page = read(null, 100);
        List<Long> walked = new ArrayList<>(page.ids());
        for (int i = 0; i < 700; i++) {
            pushed(friend); // the floor rises above where the walk stands
        }

        while (page.next() != null) {
            page = read(page.next(), 100);
            walked.addAll(page.ids());
        }

        assertThat(walked).isEqualTo(posted.reversed());
    }

    @Test
    void deleted_tweets_and_those_of_someone_no_longer_followed_are_gone_and_the_page_is_full() {
        long other = TimelineApi.user();
        world.follow(reader, other);
        List<Long> kept = new ArrayList<>();
        List<Long> deleted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            kept.add(posted(friend));
            deleted.add(posted(friend));
            posted(other);
        }
        assertThat(read(null, 20).ids()).hasSize(20);

        deleted.forEach(tweet -> {
            world.delete(tweet);
            api.tell(HttpMethod.DELETE, friend, tweet);
        });
        world.unfollow(reader, other);

        assertThat(read(null, 20).ids()).isEqualTo(kept.reversed().subList(0, 20));
    }

    @Test
    void who_is_muted_is_gone_from_the_next_page_with_their_retweets_and_others_of_them_and_back_when_unmuted() {
        long muted = TimelineApi.user();
        world.follow(reader, muted);
        long stranger = TimelineApi.user();
        long original = posted(muted);
        long strange = posted(stranger);
        long kept = posted(friend);
        long byMuted = retweeted(muted, kept);
        long ofMuted = retweeted(friend, original);
        long ofStranger = retweeted(friend, strange);
        long own = retweeted(reader, original);
        List<Long> all = List.of(own, ofStranger, ofMuted, byMuted, kept, original);
        assertThat(read(null, 20).ids()).isEqualTo(all);

        world.mute(reader, muted);
        assertThat(read(null, 20).ids()).containsExactly(own, ofStranger, kept);

        world.unmute(reader, muted);
        assertThat(read(null, 20).ids()).isEqualTo(all);
    }

    @Test
    void a_retweet_comes_whole_with_what_its_original_quotes_and_what_the_reader_did() {
        long quoted = posted(TimelineApi.user());
        long original = TimelineApi.tweetId();
        world.quote(friend, original, quoted);
        world.like(reader, original);
        long retweet = retweeted(friend, original);

        for (int reads = 0; reads < 2; reads++) { // the second one from memory
            JsonNode shown = read(null, 20).tweet(retweet);

            assertThat(shown.at("/content").asString()).isEmpty();
            assertThat(shown.at("/retweet_of/content").asString()).isEqualTo("Tweet " + original);
            assertThat(shown.at("/retweet_of/quote/content").asString()).isEqualTo("Tweet " + quoted);
            assertThat(shown.at("/viewer/liked").asBoolean()).isTrue();
            assertThat(shown.at("/retweet_of/viewer/liked").asBoolean()).isTrue();
            assertThat(shown.at("/retweet_of/quote/viewer/liked").asBoolean()).isFalse();
        }
    }

    @Test
    void who_is_blocked_is_gone_from_the_next_page_with_all_that_retweets_them_and_is_no_longer_quoted() {
        long blocked = TimelineApi.user();
        world.follow(reader, blocked);
        long original = posted(blocked);
        long quote = TimelineApi.tweetId();
        world.quote(friend, quote, original);
        long own = retweeted(reader, original);
        long retweet = retweeted(friend, original);
        assertThat(read(null, 20).ids()).containsExactly(retweet, own, quote, original);

        world.block(reader, blocked);

        Page page = read(null, 20);
        assertThat(page.ids()).containsExactly(quote);
        assertThat(page.tweet(quote).at("/quote/unavailable").asString()).isEqualTo("blocked");
        assertThat(page.tweet(quote).at("/quote/tweet_id").asString()).isEqualTo(Long.toString(original));
    }

    @Test
    void an_own_tweet_is_there_at_once_though_nobody_told_and_nothing_else_came() {
        assertThat(read(null, 20).ids()).isEmpty();
        assertThat(timelines.exists(reader)).isTrue();

        long untold = posted(reader);
        assertThat(read(null, 20).ids()).containsExactly(untold);

        List<Long> later =
                List.of(pushed(friend), posted(reader), pushed(friend)).reversed();
        Page page = read(null, 2);
        assertThat(page.ids()).isEqualTo(later.subList(0, 2));
        assertThat(read(page.next(), 2).ids()).containsExactly(later.get(2), untold);
    }

    @Test
    void the_cursor_to_what_is_newer_brings_the_next_tweets_first_and_ends_with_nothing() {
        posted(friend);
        Page first = read(null, 20);
        List<Long> newer = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            newer.add(
                    switch (i % 3) {
                        case 0 -> pushed(friend);
                        case 1 -> posted(celebrity);
                        default -> own();
                    });
        }

        Page second = read(first.prev(), 20);
        Page third = read(second.prev(), 20);
        Page fourth = read(third.prev(), 20);

        assertThat(second.ids()).isEqualTo(newer.subList(0, 20).reversed());
        assertThat(third.ids()).isEqualTo(newer.subList(20, 25).reversed());
        assertThat(fourth.ids()).isEmpty();
        assertThat(List.of(second, third, fourth))
                .allSatisfy(page -> assertThat(page.next()).isNull());
    }

    @Test
    void what_is_newer_is_found_also_below_a_floor_that_rose_meanwhile() {
        posted(friend);
        Page seen = read(null, 20);
        List<Long> newer = IntStream.range(0, 6).mapToObj(_ -> pushed(friend)).toList();
        timelines.add(reader, new Slice(List.of(), newer.get(2)));

        assertThat(read(seen.prev(), 20).ids()).isEqualTo(newer.reversed());
    }

    @Test
    void who_is_followed_is_asked_when_the_rebuilt_timeline_takes_pushes_already() {
        List<StoredTimeline> seen = new ArrayList<>();
        world.whenFollowingIsAsked(() -> seen.add(timelines.read(reader, Long.MAX_VALUE, 0, 1)));

        read(null, 20);

        world.whenFollowingIsAsked(() -> {});
        assertThat(seen).containsExactly(new StoredTimeline.Building());
    }

    @Test
    void the_first_page_is_not_sent_again_to_a_reader_who_has_it() {
        posted(friend);
        Page first = read(null, 20);
        assertThat(first.headers().getETag()).startsWith("W/\"");

        ServiceApi.Reply unchanged =
                api.homeUnless(reader, null, first.headers().getETag());
        own();
        ServiceApi.Reply changed = api.homeUnless(reader, null, first.headers().getETag());

        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.headers().getETag()).isEqualTo(first.headers().getETag());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers().getETag()).isNotEqualTo(first.headers().getETag());
    }

    @Test
    void a_made_up_cursor_is_refused() {
        for (String cursor : List.of(Cursor.encode("home:" + reader, 2, 5), Cursor.encode("home:" + reader, 0, -5))) {
            api.get(reader, "/v1/users/me/timeline?cursor=" + cursor).assertProblem(400, "invalid_cursor");
        }
    }

    @Test
    void an_empty_timeline_is_empty_and_its_cursor_shows_the_first_tweet() {
        Page empty = read(null, 20);
        assertThat(empty.ids()).isEmpty();
        assertThat(empty.next()).isNull();

        long tweet = pushed(friend);

        assertThat(read(empty.prev(), 20).ids()).containsExactly(tweet);
    }

    @Test
    void without_redis_the_timeline_is_pulled_and_says_so() {
        List<Long> posted =
                IntStream.range(0, 30).mapToObj(i -> posted(friend)).toList().reversed();
        read(null, 20);
        redis.kill();
        try {
            Page degraded = read(null, 20);
            assertThat(degraded.ids()).isEqualTo(posted.subList(0, 20));
            assertThat(degraded.headers().getFirst(HomeController.DEGRADED)).isEqualTo("true");
        } finally {
            restartRedis();
        }
        assertThat(read(null, 20).ids()).isEqualTo(posted.subList(0, 20));
    }

    @Test
    void without_redis_many_authors_of_few_tweets_are_a_page_as_any_other() {
        List<Long> all = new ArrayList<>();
        for (int author = 0; author < 60; author++) {
            long followee = TimelineApi.user();
            world.follow(reader, followee);
            for (int i = 0; i < 10; i++) {
                all.addFirst(posted(followee));
            }
        }
        redis.kill();
        try {
            Page first = read(null, 20);
            world.forgetWhatWasAsked();
            Page second = read(first.next(), 100);

            assertThat(first.ids()).isEqualTo(all.subList(0, 20));
            assertThat(second.ids()).isEqualTo(all.subList(20, 120));
            assertThat(world.asked("/followees")).hasSize(1);
        } finally {
            restartRedis();
        }
    }

    @Test
    void lists_of_authors_that_are_not_in_memory_come_in_the_same_round_trip() {
        IntStream.range(0, 150).forEach(_ -> {
            long another = TimelineApi.user();
            world.follow(reader, another);
            world.leaveToPull(another);
            posted(another);
        });
        read(null, 20);

        assertThat(new RedisMonitor(redis).during(() -> read(null, 20))).containsExactly("EVALSHA", "EVALSHA", "MGET");
    }

    @Test
    void who_comes_back_and_asks_for_one_at_a_time_asks_for_many_of_those_it_does_not_show() {
        long muted = TimelineApi.user();
        world.follow(reader, muted);
        String cursor = read(null, 20).prev();
        IntStream.range(0, 300).forEach(_ -> pushed(muted));
        long visible = pushed(friend);
        world.mute(reader, muted);
        world.forgetWhatWasAsked();

        assertThat(read(cursor, 1).ids()).containsExactly(visible);

        assertThat(world.asked("/internal/tweets/home")).hasSizeLessThan(6);
    }

    @Test
    void a_home_timeline_is_for_its_owner_only() {
        assertThat(api.get(reader, "/v1/users/" + reader + "/timeline").status())
                .isEqualTo(200);
        api.get(reader, "/v1/users/" + friend + "/timeline").assertProblem(403, "forbidden");
    }

    @Test
    void a_cursor_of_another_reader_is_refused() {
        String theirs = Cursor.encode("home:" + friend, 0, Long.MAX_VALUE);

        api.get(reader, "/v1/users/me/timeline?cursor=" + theirs).assertProblem(400, "invalid_cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/users/me/timeline?limit=0, 400, invalid_parameter",
        "/v1/users/me/timeline?limit=101, 400, invalid_parameter",
        "/v1/users/me/timeline?limit=x, 400, invalid_parameter",
        "/v1/users/me/timeline?cursor=garbage, 400, invalid_cursor",
        "/v1/users/you/timeline, 400, invalid_parameter",
        "/v1/users/12345678901234567890/timeline, 400, invalid_parameter",
        "/v1/nothing, 404, not_found",
    })
    void bad_requests_get_a_clear_problem(String path, int status, String code) {
        api.get(reader, path).assertProblem(status, code);
    }

    @Test
    void only_a_valid_token_is_let_in() {
        for (String token : List.of(
                tokens.expired(reader),
                tokens.wrongAudience(reader),
                tokens.unsigned(reader),
                "Bearer x",
                "Basic eDp5")) {
            ServiceApi.Reply reply = api.exchange(
                    HttpMethod.GET, "/v1/users/me/timeline", Map.of(HttpHeaders.AUTHORIZATION, token), null);
            reply.assertProblem(401, "unauthenticated");
            assertThat(reply.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
        }
    }

    @Test
    void the_published_document_is_what_the_code_does() {
        ServiceApi.Reply document = api.get("/v3/api-docs");

        assertThat(document.status()).isEqualTo(200);
        OpenApiContract.assertUnchanged("timeline-service", document.body().toString());
    }

    private void restartRedis() {
        redis.restart();
        await().untilAsserted(() -> assertThat(read(null, 20).headers().getFirst(HomeController.DEGRADED))
                .isNull());
    }

    /** Posted and, if it is left to pull, added to the list of its author, as the fan-out does. */
    private long posted(long author) {
        long tweet = TimelineApi.tweetId();
        world.post(author, tweet);
        authored.push(List.of(tweet), author);
        return tweet;
    }

    private long retweeted(long user, long original) {
        long retweet = TimelineApi.tweetId();
        world.retweet(user, retweet, original);
        return retweet;
    }

    /** Posted, and delivered as the fan-out does. */
    private long pushed(long author) {
        long tweet = posted(author);
        timelines.push(List.of(tweet), List.of(reader));
        return tweet;
    }

    /** Posted by the reader, as tweet-service tells at once. */
    private long own() {
        long tweet = posted(reader);
        api.tell(HttpMethod.PUT, reader, tweet);
        return tweet;
    }

    private Page read(@Nullable String cursor, int limit) {
        return api.home(reader, cursor, limit);
    }
}
