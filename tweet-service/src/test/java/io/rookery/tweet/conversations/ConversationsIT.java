package io.rookery.tweet.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.presenting.ReferencedTweet;
import io.rookery.tweet.presenting.TweetBody;
import io.rookery.tweet.presenting.TweetLists;
import io.rookery.tweet.presenting.TweetPresenter;
import io.rookery.tweet.relations.FakeRelations;
import io.rookery.tweet.tweets.StoredTweets;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@WithTweetService
class ConversationsIT {

    @Autowired
    private Api api;

    @Autowired
    private FakeRelations relations;

    @Autowired
    private StoredTweets stored;

    @Autowired
    private TweetReader reader;

    @Autowired
    private TweetPresenter presenter;

    @Autowired
    private TweetLists lists;

    @Autowired
    private Engagements engagements;

    private final long author = TestUsers.anyone();
    private final long other = TestUsers.anyone();

    @ParameterizedTest
    @CsvSource({"replies, reply_to_tweet_id", "quotes, quote_tweet_id"})
    void replies_and_quotes_are_paged_newest_first_while_new_ones_arrive(String list, String field) {
        String root = api.posted(author, "Root");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            expected.addFirst(refer(root, field));
        }

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            ServiceApi.Reply page = api.get(author, "/v1/tweets/" + root + "/" + list + "?limit=3" + cursor);
            assertThat(page.status()).isEqualTo(200);
            read.addAll(page.texts("tweets", "tweet_id"));
            cursor = page.body().has("next_cursor") ? "&cursor=" + page.text("next_cursor") : null;
            refer(root, field);
        } while (cursor != null);

        assertThat(read).containsExactlyElementsOf(expected);
    }

    @Test
    void a_page_is_filled_although_some_of_it_is_hidden_or_gone() {
        long blocked = TestUsers.anyone();
        String root = api.posted(author, "Root");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expected.addFirst(api.reply(other, root, "Seen").text("tweet_id"));
            api.reply(blocked, root, "Not seen");
        }
        String deleted = api.reply(other, root, "Gone").text("tweet_id");
        api.delete(other, "/v1/tweets/" + deleted);
        relations.block(blocked, author);

        ServiceApi.Reply page = api.get(author, "/v1/tweets/" + root + "/replies?limit=3");

        assertThat(page.texts("tweets", "tweet_id")).containsExactlyElementsOf(expected);
    }

    @Test
    void a_cursor_is_only_good_for_its_own_list() {
        String root = api.posted(author, "Root");
        api.reply(other, root, "1");
        api.reply(other, root, "2");
        String another = api.posted(author, "Another");
        String cursor =
                api.get(author, "/v1/tweets/" + root + "/replies?limit=1").text("next_cursor");
        assertThat(cursor).isNotEmpty();

        for (String path : List.of(
                "/v1/tweets/" + another + "/replies?cursor=" + cursor,
                "/v1/tweets/" + root + "/quotes?cursor=" + cursor,
                "/v1/tweets/" + root + "/replies?cursor=nonsense")) {
            api.get(author, path).assertProblem(400, "invalid_cursor");
        }
    }

    @Test
    void a_thread_is_the_chain_above_and_the_replies_below() {
        String root = api.posted(author, "Root");
        String first = api.reply(other, root, "First").text("tweet_id");
        String second = api.reply(author, first, "Second").text("tweet_id");
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            replies.addFirst(api.reply(other, second, "Below " + i).text("tweet_id"));
        }

        ServiceApi.Reply thread = api.get(author, "/v1/tweets/" + second + "/thread");

        assertThat(thread.status()).isEqualTo(200);
        assertThat(thread.texts("ancestors", "tweet_id")).containsExactly(root, first);
        assertThat(thread.body().path("tweet").path("tweet_id").asString()).isEqualTo(second);
        assertThat(thread.texts("replies", "tweet_id")).containsExactlyElementsOf(replies.subList(0, 20));
        assertThat(api.get(author, "/v1/tweets/" + second + "/replies?cursor=" + thread.text("next_cursor"))
                        .texts("tweets", "tweet_id"))
                .containsExactly(replies.getLast());
    }

    @Test
    void of_a_long_chain_the_nearest_are_shown_and_the_rest_in_the_thread_of_the_first() {
        List<String> chain = new ArrayList<>();
        for (Tweet next = stored.post(author, Duration.ofHours(2)); chain.size() < 50; ) {
            chain.add(Long.toString(next.tweetId()));
            next = stored.reply(author, Duration.ofHours(1).minusSeconds(chain.size()), next);
        }

        ServiceApi.Reply last = api.get(other, "/v1/tweets/" + chain.get(49) + "/thread");
        JsonNode first = last.body().path("ancestors").path(0);

        assertThat(last.texts("ancestors", "tweet_id")).containsExactlyElementsOf(chain.subList(9, 49));
        assertThat(first.path("reply_to_tweet_id").asString()).isEqualTo(chain.get(8));
        assertThat(api.get(other, "/v1/tweets/" + first.path("tweet_id").asString() + "/thread")
                        .texts("ancestors", "tweet_id"))
                .containsExactlyElementsOf(chain.subList(0, 9));
    }

    @Test
    void when_reading_takes_too_long_the_nearest_are_shown() {
        // Given a chain of which a tenth of a second is taken by each
        List<Tweet> chain = new ArrayList<>(List.of(stored.post(author, Duration.ofHours(2))));
        while (chain.size() < 20) {
            chain.add(stored.reply(author, Duration.ofHours(1).minusSeconds(chain.size()), chain.getLast()));
        }
        var looks = new AtomicInteger();
        InstantSource slow = () -> Instant.EPOCH.plusMillis(100L * looks.getAndIncrement());
        var conversations = new Conversations(reader, presenter, lists, engagements, slow);

        ThreadBody thread = conversations.thread(other, chain.getLast(), 20);

        assertThat(thread.ancestors())
                .extracting(ReferencedTweet::tweetId)
                .containsExactlyElementsOf(
                        chain.subList(10, 19).stream().map(Tweet::tweetId).toList());
        assertThat(thread.ancestors()).hasOnlyElementsOfType(TweetBody.class);
    }

    @Test
    void an_ancestor_that_is_gone_or_hidden_keeps_its_place() {
        long blocked = TestUsers.anyone();
        String root = api.posted(author, "Root");
        String first = api.reply(other, root, "First").text("tweet_id");
        String second = api.reply(blocked, first, "Second").text("tweet_id");
        String third = api.reply(other, second, "Third").text("tweet_id");
        relations.block(blocked, author);
        api.delete(other, "/v1/tweets/" + first);

        ServiceApi.Reply thread = api.get(author, "/v1/tweets/" + third + "/thread");

        assertThat(thread.texts("ancestors", "tweet_id")).containsExactly(first, second);
        assertThat(thread.texts("ancestors", "unavailable")).containsExactly("deleted", "blocked");
        assertThat(thread.body().has("next_cursor")).isFalse();
    }

    @Test
    void what_does_not_exist_has_no_conversation() {
        for (String list : List.of("replies", "quotes", "thread")) {
            api.get(author, "/v1/tweets/1/" + list).assertProblem(404, "not_found");
        }
    }

    private String refer(String tweetId, String field) {
        return api.post(other, "/v1/tweets", Map.of("content", "x", field, tweetId))
                .text("tweet_id");
    }
}
