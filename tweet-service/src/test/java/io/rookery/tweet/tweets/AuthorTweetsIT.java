package io.rookery.tweet.tweets;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithTweetService
class AuthorTweetsIT {

    @Autowired
    private Api api;

    @Autowired
    private StoredTweets stored;

    @Test
    void a_thousand_tweets_are_paged_through_without_gap_or_repeat_while_new_ones_arrive() {
        // Given 1,000 tweets over 120 days, that is several buckets
        long author = TestUsers.since(Duration.ofDays(121));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            expected.add(postedAgo(author, Duration.ofMinutes(5 + 172L * i)));
        }

        // When they are read page by page, and one more is posted before each page
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            ServiceApi.Reply page = api.get(author, "/v1/users/" + author + "/tweets?limit=70" + cursor);
            read.addAll(page.texts("tweets", "tweet_id"));
            cursor = page.body().has("next_cursor") ? "&cursor=" + page.text("next_cursor") : null;
            api.postTweet(author, "Another one");
        } while (cursor != null);

        // Then every one is there once, newest first
        assertThat(read).containsExactlyElementsOf(expected);
    }

    @Test
    void replies_and_retweets_are_listed_when_they_are_asked_for_and_pages_are_full_without_them() {
        // Given ten posts among many replies and retweets
        long author = TestUsers.since(Duration.ofDays(2));
        Tweet other = stored.post(TestUsers.anyone(), Duration.ofDays(1));
        List<String> posts = new ArrayList<>();
        List<String> withReplies = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Duration age = Duration.ofMinutes(5 + 10L * i);
            String post = postedAgo(author, age);
            posts.add(post);
            withReplies.add(post);
            all.add(post);
            for (int more = 1; more <= 4; more++) {
                String reply = Long.toString(
                        stored.reply(author, age.plusMinutes(more), other).tweetId());
                withReplies.add(reply);
                all.add(reply);
                all.add(Long.toString(
                        stored.retweet(author, age.plusMinutes(more).plusSeconds(1), other)
                                .tweetId()));
            }
        }
        String path = "/v1/users/" + author + "/tweets?limit=4";

        assertThat(pages(author, path)).containsExactly(posts.subList(0, 4), posts.subList(4, 8), posts.subList(8, 10));
        assertThat(flat(pages(author, path + "&include=replies"))).containsExactlyElementsOf(withReplies);
        assertThat(flat(pages(author, path + "&include=replies,retweets"))).containsExactlyElementsOf(all);
        assertThat(flat(pages(author, path + "&include=retweets&include=replies")))
                .containsExactlyElementsOf(all);
        api.get(author, path + "&include=likes").assertProblem(400, "invalid_parameter");
    }

    @Test
    void a_cursor_is_only_good_for_the_kinds_it_was_made_for() {
        long author = TestUsers.since(Duration.ofDays(1));
        postedAgo(author, Duration.ofHours(1));
        postedAgo(author, Duration.ofHours(2));
        String path = "/v1/users/" + author + "/tweets?limit=1";
        String cursor = api.get(author, path).text("next_cursor");

        api.get(author, path + "&include=replies&cursor=" + cursor).assertProblem(400, "invalid_cursor");
    }

    @Test
    void a_page_ends_short_but_not_the_list_when_there_was_nothing_for_long() {
        // Given an account of six years with one tweet, three years ago
        long author = TestUsers.since(Duration.ofDays(6 * 365));
        String tweetId = postedAgo(author, Duration.ofDays(3 * 365));
        String path = "/v1/users/" + author + "/tweets";

        List<String> read = new ArrayList<>();
        int pages = 0;
        String cursor = "";
        do {
            ServiceApi.Reply page = api.get(author, path + cursor);
            read.addAll(page.texts("tweets", "tweet_id"));
            cursor = page.body().has("next_cursor") ? "?cursor=" + page.text("next_cursor") : null;
            pages++;
        } while (cursor != null);

        assertThat(read).containsExactly(tweetId);
        assertThat(pages).isBetween(2, 5);
    }

    @Test
    void a_cursor_is_only_good_for_its_own_list() {
        long author = TestUsers.anyone();
        api.postTweet(author, "1");
        api.postTweet(author, "2");
        String cursor =
                api.get(author, "/v1/users/" + author + "/tweets?limit=1").text("next_cursor");

        for (String path : List.of(
                "/v1/users/" + TestUsers.anyone() + "/tweets?cursor=" + cursor,
                "/v1/users/" + author + "/tweets?cursor=nonsense",
                "/v1/users/" + author + "/tweets?cursor=")) {
            ServiceApi.Reply reply = api.get(author, path);
            reply.assertProblem(400, "invalid_cursor");
        }
    }

    @Test
    void nobody_has_tweets_before_their_account() {
        long author = TestUsers.anyone();

        ServiceApi.Reply page = api.get(author, "/v1/users/" + author + "/tweets");

        assertThat(page.texts("tweets", "tweet_id")).isEmpty();
        assertThat(page.body().has("next_cursor")).isFalse();
    }

    @Test
    void other_services_get_the_newest_ids_of_many_authors_at_once() {
        long busy = TestUsers.since(Duration.ofDays(100));
        List<String> ids = new ArrayList<>();
        for (int day = 1; day <= 90; day += 10) {
            ids.add(postedAgo(busy, Duration.ofDays(day)));
        }
        long silent = TestUsers.anyone();
        String path = "/internal/tweets/newest?author_ids=" + silent + "," + busy;

        assertThat(newest(api.internal(HttpMethod.GET, path), 0)).isEmpty();
        assertThat(newest(api.internal(HttpMethod.GET, path), 1)).containsExactlyElementsOf(ids);
        assertThat(newest(api.internal(HttpMethod.GET, path + "&limit=5"), 1))
                .containsExactlyElementsOf(ids.subList(0, 5));
        assertThat(newest(api.internal(HttpMethod.GET, path + "&before=" + ids.get(2) + "&after=" + ids.get(7)), 1))
                .containsExactlyElementsOf(ids.subList(3, 7));
    }

    @Test
    void other_services_get_whole_tweets() {
        long author = TestUsers.anyone();
        String tweetId = api.postTweet(author, "Hello").text("tweet_id");

        ServiceApi.Reply reply = api.internal(HttpMethod.GET, "/internal/tweets?ids=1," + tweetId);

        assertThat(reply.body().path("tweets")).hasSize(1);
        assertThat(reply.body().path("tweets").get(0))
                .isEqualTo(api.get(author, "/v1/tweets/" + tweetId).body());
    }

    @Test
    void internal_paths_need_the_key() {
        for (String path : List.of("/internal/tweets?ids=1", "/internal/tweets/newest?author_ids=1")) {
            assertThat(api.get(TestUsers.anyone(), path).status()).isEqualTo(401);
            assertThat(api.exchange(HttpMethod.GET, path, Map.of("X-Internal-Key", "guess"), null)
                            .status())
                    .isEqualTo(401);
        }
    }

    private List<List<String>> pages(long viewer, String path) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        do {
            ServiceApi.Reply page = api.get(viewer, path + cursor);
            pages.add(page.texts("tweets", "tweet_id"));
            cursor = page.body().has("next_cursor") ? "&cursor=" + page.text("next_cursor") : null;
        } while (cursor != null);
        return pages;
    }

    private static List<String> flat(List<List<String>> pages) {
        return pages.stream().flatMap(List::stream).toList();
    }

    private static List<String> newest(ServiceApi.Reply reply, int author) {
        List<String> ids = new ArrayList<>();
        reply.body().path("authors").get(author).path("tweet_ids").forEach(id -> ids.add(id.asString()));
        return ids;
    }

    /** As if it had been posted then. */
    private String postedAgo(long author, Duration age) {
        return Long.toString(stored.post(author, age).tweetId());
    }
}
