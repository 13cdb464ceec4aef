package io.rookery.tweet.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.relations.FakeRelations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@WithTweetService
class ConversationsIT {

    @Autowired
    private Api api;

    @Autowired
    private FakeRelations relations;

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
