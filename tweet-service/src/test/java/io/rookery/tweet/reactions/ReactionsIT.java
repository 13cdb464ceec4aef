package io.rookery.tweet.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.ServiceApi;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.relations.FakeRelations;
import io.rookery.tweet.tweets.StoredTweets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@WithTweetService
class ReactionsIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private TweetEvents events;

    @Autowired
    private FakeRelations relations;

    @Autowired
    private FakeProfiles profiles;

    @Autowired
    private Engagements engagements;

    @Autowired
    private StoredTweets stored;

    @Autowired
    private CqlOperations cql;

    private final long author = TestUsers.anyone();
    private final long reader = TestUsers.anyone();

    @AfterEach
    void user_service_is_up() {
        relations.down(false);
        profiles.down(false);
    }

    @ParameterizedTest
    @CsvSource({"like,liked,like_count", "bookmark,bookmarked,bookmark_count", "retweet,retweeted,retweet_count"})
    void a_reaction_is_made_and_taken_back_once(String reaction, String state, String count) {
        String tweet = tweet();
        String path = "/v1/tweets/" + tweet + "/" + reaction;

        for (int twice = 0; twice < 2; twice++) {
            assertState(put(reader, path), state, true, count, 1);
        }
        assertThat(api.get(reader, "/v1/tweets/" + tweet)
                        .body()
                        .path("viewer")
                        .path(state)
                        .asBoolean())
                .isTrue();
        assertState(put(author, path), state, true, count, 2);
        for (int twice = 0; twice < 2; twice++) {
            assertState(api.delete(reader, path), state, false, count, 1);
        }
        assertThat(api.get(reader, "/v1/tweets/" + tweet)
                        .body()
                        .path("viewer")
                        .path(state)
                        .asBoolean())
                .isFalse();
    }

    @Test
    void the_tweet_shows_how_many_reacted_but_not_how_many_bookmarked() {
        String tweet = tweet();
        put(reader, "/v1/tweets/" + tweet + "/like");
        put(reader, "/v1/tweets/" + tweet + "/retweet");
        put(reader, "/v1/tweets/" + tweet + "/bookmark");

        JsonNode seen = api.get(author, "/v1/tweets/" + tweet).body();

        assertThat(seen.path("like_count").asInt()).isEqualTo(1);
        assertThat(seen.path("retweet_count").asInt()).isEqualTo(1);
        assertThat(seen.has("bookmark_count")).isFalse();
        assertThat(seen.path("viewer").path("liked").asBoolean()).isFalse();
    }

    @Test
    void a_reaction_to_a_retweet_is_one_to_its_original() {
        String tweet = tweet();
        String retweet = put(author, "/v1/tweets/" + tweet + "/retweet").text("retweet_id");

        assertState(put(reader, "/v1/tweets/" + retweet + "/like"), "liked", true, "like_count", 1);
        assertState(put(reader, "/v1/tweets/" + retweet + "/retweet"), "retweeted", true, "retweet_count", 2);

        assertThat(api.get(reader, "/v1/tweets/" + tweet)
                        .body()
                        .path("like_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(users("/v1/tweets/" + retweet + "/retweets")).containsExactly(reader, author);
    }

    @Test
    void a_retweet_is_an_entry_of_its_own_until_it_is_undone() {
        String tweet = tweet();
        ServiceApi.Reply retweeted = put(reader, "/v1/tweets/" + tweet + "/retweet");
        String retweet = retweeted.text("retweet_id");

        assertThat(api.get(reader, "/v1/users/" + reader + "/tweets?include=retweets")
                        .texts("tweets", "tweet_id"))
                .containsExactly(retweet);
        assertThat(events.await("TweetPosted", retweet).text("retweet_of_tweet_id"))
                .isEqualTo(tweet);

        ServiceApi.Reply undone = api.delete(reader, "/v1/tweets/" + tweet + "/retweet");

        assertState(undone, "retweeted", false, "retweet_count", 0);
        assertThat(undone.body().has("retweet_id")).isFalse();
        assertThat(api.get(reader, "/v1/tweets/" + retweet).status()).isEqualTo(404);
        events.await("TweetDeleted", retweet);
    }

    @Test
    void an_undo_finds_a_retweet_whose_maker_was_killed_before_it_was_counted() {
        // Given a retweet whose event nobody has published and nobody counted
        String tweet = tweet();
        int node = 776;
        Instant killed = Instant.now().minusSeconds(30);
        long retweet = stored.retweetOfKilled(node, killed, reader, Long.parseLong(tweet))
                .tweetId();
        assertThat(api.get(reader, "/v1/tweets/" + retweet).status()).isEqualTo(200);
        assertThat(engagements.entry(Kind.RETWEET, Long.parseLong(tweet), reader))
                .isEmpty();

        // When it is undone
        assertState(api.delete(reader, "/v1/tweets/" + tweet + "/retweet"), "retweeted", false, "retweet_count", 0);

        // Then it is gone, and stays so when another instance publishes what was left
        assertThat(api.get(reader, "/v1/tweets/" + retweet).status()).isEqualTo(404);
        long millis = killed.toEpochMilli();
        cql.execute(
                "INSERT INTO node_leases (node_id, issued_until, swept_until) VALUES (?, ?, ?)",
                node,
                millis + 5_000,
                millis - 5_000);
        events.await("TweetPosted", Long.toString(retweet));
        String after = api.posted(reader, "After it");
        awaitTweetsCount(reader, 1);
        assertThat(engagements.entry(Kind.RETWEET, Long.parseLong(tweet), reader))
                .isEmpty();
        assertThat(api.get(reader, "/v1/users/" + reader + "/tweets?include=retweets")
                        .texts("tweets", "tweet_id"))
                .containsExactly(after);
    }

    @Test
    void retweets_and_undos_at_once_end_with_one_retweet_that_is_counted_or_with_none() throws Exception {
        String tweet = tweet();
        List<Callable<ServiceApi.Reply>> toggles = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            toggles.add(() -> put(reader, "/v1/tweets/" + tweet + "/retweet"));
            toggles.add(() -> api.delete(reader, "/v1/tweets/" + tweet + "/retweet"));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ServiceApi.Reply> reply : threads.invokeAll(toggles)) {
                assertThat(reply.get().status()).isEqualTo(200);
            }
        }

        await().during(Duration.ofSeconds(1)).atMost(ENOUGH).untilAsserted(() -> {
            List<String> made = api.get(reader, "/v1/users/" + reader + "/tweets?include=retweets&limit=100")
                    .texts("tweets", "tweet_id");
            assertThat(made).hasSizeLessThanOrEqualTo(1);
            assertThat(engagements
                            .page(Kind.RETWEET, Long.parseLong(tweet), Long.MAX_VALUE, 10)
                            .entries())
                    .extracting(entry -> Long.toString(entry.entryId()))
                    .isEqualTo(made);
            assertThat(tweetsCount(reader)).isEqualTo(Integer.toString(made.size()));
        });
    }

    @Test
    void a_retweet_can_be_deleted_by_its_own_id_and_made_again() {
        String tweet = tweet();
        String retweet = put(reader, "/v1/tweets/" + tweet + "/retweet").text("retweet_id");

        api.delete(reader, "/v1/tweets/" + retweet);

        ServiceApi.Reply again = put(reader, "/v1/tweets/" + tweet + "/retweet");
        assertState(again, "retweeted", true, "retweet_count", 1);
        assertThat(again.text("retweet_id")).isNotEqualTo(retweet);
    }

    @Test
    void of_twenty_retweets_at_once_one_is_left_and_all_replies_are_equal() throws Exception {
        String tweet = tweet();
        List<Callable<ServiceApi.Reply>> retweets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            retweets.add(() -> put(reader, "/v1/tweets/" + tweet + "/retweet"));
        }

        List<ServiceApi.Reply> replies = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ServiceApi.Reply> reply : threads.invokeAll(retweets)) {
                replies.add(reply.get());
            }
        }

        assertThat(replies.stream().map(reply -> reply.body().toString()).collect(Collectors.toSet()))
                .hasSize(1);
        assertState(replies.getFirst(), "retweeted", true, "retweet_count", 1);
        String standing = replies.getFirst().text("retweet_id");
        assertThat(api.get(reader, "/v1/users/" + reader + "/tweets?include=retweets")
                        .texts("tweets", "tweet_id"))
                .containsExactly(standing);
        // and it stays so when all events have been counted
        events.awaitAll("TweetPosted", List.of(standing));
        await().during(Duration.ofSeconds(1))
                .atMost(ENOUGH)
                .untilAsserted(() -> assertThat(engagements
                                .page(Kind.RETWEET, Long.parseLong(tweet), Long.MAX_VALUE, 10)
                                .entries())
                        .containsExactly(new Engagements.Entry(Long.parseLong(standing), reader)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"like", "retweet", "bookmark"})
    void nobody_reacts_to_somebody_they_are_blocked_from_but_may_take_back(String reaction) {
        String tweet = tweet();
        String path = "/v1/tweets/" + tweet + "/" + reaction;
        put(reader, path);
        relations.block(author, reader);

        put(reader, path).assertProblem(403, "blocked");
        assertThat(api.delete(reader, path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"like", "retweet", "bookmark"})
    void nothing_is_made_of_what_is_gone_or_cannot_be_looked_up(String reaction) {
        String tweet = tweet();
        String path = "/v1/tweets/" + tweet + "/" + reaction;
        relations.down(true);
        put(reader, path).assertProblem(503, "service_unavailable");
        relations.down(false);
        api.delete(author, "/v1/tweets/" + tweet);

        put(reader, path).assertProblem(404, "not_found");
        api.delete(reader, path).assertProblem(404, "not_found");
        put(reader, "/v1/tweets/1/" + reaction).assertProblem(404, "not_found");
        put(reader, "/v1/tweets/x/" + reaction).assertProblem(400, "invalid_parameter");
    }

    @Test
    void who_likes_a_tweet_is_listed_newest_first_in_pages() {
        String tweet = tweet();
        List<Long> likers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long liker = TestUsers.anyone();
            put(liker, "/v1/tweets/" + tweet + "/like");
            likers.addFirst(liker);
        }
        profiles.remove(likers.get(1));
        String path = "/v1/tweets/" + tweet + "/likes?limit=3";

        ServiceApi.Reply first = api.get(reader, path);
        ServiceApi.Reply second = api.get(reader, path + "&cursor=" + first.text("next_cursor"));

        assertThat(first.texts("users", "user_id"))
                .containsExactly(Long.toString(likers.get(0)), Long.toString(likers.get(2)));
        assertThat(second.texts("users", "user_id"))
                .containsExactly(Long.toString(likers.get(3)), Long.toString(likers.get(4)));
        assertThat(second.body().has("next_cursor")).isFalse();
        api.get(reader, "/v1/tweets/" + tweet + "/retweets?cursor=" + first.text("next_cursor"))
                .assertProblem(400, "invalid_cursor");
        profiles.down(true);
        api.get(reader, path).assertProblem(503, "service_unavailable");
    }

    @Test
    void a_user_who_is_blocked_sees_no_lists() {
        String tweet = tweet();
        relations.block(author, reader);

        for (String path : List.of(
                "/v1/tweets/" + tweet + "/likes",
                "/v1/tweets/" + tweet + "/retweets",
                "/v1/users/" + author + "/likes")) {
            api.get(reader, path).assertProblem(403, "blocked");
        }
    }

    @ParameterizedTest
    @CsvSource({"like,/v1/users/%d/likes", "bookmark,/v1/bookmarks"})
    void what_a_user_likes_or_bookmarked_is_listed_latest_first_without_what_is_gone(String reaction, String path) {
        // Given an old tweet liked last, one that is deleted, and one that is taken back
        String list = path.formatted(reader);
        List<String> tweets = List.of(tweet(), tweet(), tweet(), tweet());
        for (int i : new int[] {1, 2, 3, 0}) {
            put(reader, "/v1/tweets/" + tweets.get(i) + "/" + reaction);
        }
        api.delete(author, "/v1/tweets/" + tweets.get(2));
        api.delete(reader, "/v1/tweets/" + tweets.get(3) + "/" + reaction);

        ServiceApi.Reply first = api.get(reader, list + "?limit=1");
        ServiceApi.Reply rest = api.get(reader, list + "?limit=100&cursor=" + first.text("next_cursor"));

        assertThat(first.texts("tweets", "tweet_id")).containsExactly(tweets.get(0));
        assertThat(rest.texts("tweets", "tweet_id")).containsExactly(tweets.get(1));
        assertThat(rest.body().has("next_cursor")).isFalse();
    }

    @Test
    void bookmarks_are_nobody_elses() {
        put(reader, "/v1/tweets/" + tweet() + "/bookmark");

        assertThat(api.get(author, "/v1/bookmarks").texts("tweets", "tweet_id")).isEmpty();
    }

    private String tweet() {
        return api.postTweet(author, "Like me").text("tweet_id");
    }

    private ServiceApi.Reply put(long userId, String path) {
        return api.send(userId, HttpMethod.PUT, path, null);
    }

    private List<Long> users(String path) {
        return api.get(reader, path).texts("users", "user_id").stream()
                .map(Long::valueOf)
                .toList();
    }

    private void awaitTweetsCount(long authorId, int expected) {
        await().atMost(ENOUGH).until(() -> tweetsCount(authorId), Integer.toString(expected)::equals);
    }

    private String tweetsCount(long authorId) {
        return api.internal(HttpMethod.GET, "/internal/tweets/counts?author_ids=" + authorId)
                .texts("authors", "tweets_count")
                .getFirst();
    }

    private static void assertState(ServiceApi.Reply reply, String state, boolean is, String count, int number) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        assertThat(reply.body().path(state).asBoolean()).as("%s", reply).isEqualTo(is);
        assertThat(reply.body().path(count).asInt()).as("%s", reply).isEqualTo(number);
    }
}
