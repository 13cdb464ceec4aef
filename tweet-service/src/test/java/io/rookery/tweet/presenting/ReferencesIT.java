package io.rookery.tweet.presenting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.ServiceApi;
import io.rookery.test.contracts.EventContract;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.authors.FakeUsers;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.TweetService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@WithTweetService
class ReferencesIT {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    @Autowired
    private Api api;

    @Autowired
    private TweetService service;

    @Autowired
    private TweetReader reader;

    @Autowired
    private Engagements engagements;

    @Autowired
    private FakeUsers users;

    @Autowired
    private TweetEvents events;

    private final long author = TestUsers.anyone();
    private final long other = TestUsers.anyone();

    @Test
    void a_reply_belongs_to_the_conversation_of_what_it_answers() {
        String root = api.posted(author, "Anyone?");
        String reply = api.reply(other, root, "Me").text("tweet_id");

        ServiceApi.Reply second = api.reply(author, reply, "You!");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("reply_to_tweet_id")).isEqualTo(reply);
        assertThat(second.text("conversation_id")).isEqualTo(root);
        assertThat(api.get(author, "/v1/tweets/" + root).text("conversation_id"))
                .isEqualTo(root);
        assertThat(count(root, "reply_count")).isEqualTo(1);
        assertThat(count(reply, "reply_count")).isEqualTo(1);
    }

    @Test
    void a_quote_shows_what_it_quotes_one_level_deep() {
        String first = api.posted(author, "First");
        String second = api.quote(other, first, "Second").text("tweet_id");

        ServiceApi.Reply third = api.quote(author, second, "Third");

        JsonNode quoted = third.body().path("quote");
        assertThat(third.text("quote_tweet_id")).isEqualTo(second);
        assertThat(quoted.path("tweet_id").asString()).isEqualTo(second);
        assertThat(quoted.path("content").asString()).isEqualTo("Second");
        assertThat(quoted.path("author").path("handle").asString()).isEqualTo("user" + other);
        assertThat(quoted.path("quote_tweet_id").asString()).isEqualTo(first);
        assertThat(quoted.has("quote")).isFalse();
        assertThat(count(first, "quote_count")).isEqualTo(1);
    }

    @Test
    void a_retweet_shows_its_original_with_what_that_quotes_and_has_its_counts() {
        String quoted = api.posted(author, "Quoted");
        String original = api.quote(author, quoted, "Original").text("tweet_id");
        api.reply(author, original, "Reply");

        String retweet = retweet(other, original);

        ServiceApi.Reply read = api.get(author, "/v1/tweets/" + retweet);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("content")).isEmpty();
        assertThat(read.text("author_id")).isEqualTo(Long.toString(other));
        assertThat(read.body().path("reply_count").asInt()).isEqualTo(1);
        JsonNode shown = read.body().path("retweet_of");
        assertThat(shown.path("tweet_id").asString()).isEqualTo(original);
        assertThat(shown.path("reply_count").asInt()).isEqualTo(1);
        assertThat(shown.path("quote").path("tweet_id").asString()).isEqualTo(quoted);
    }

    @Test
    void quoting_or_answering_a_retweet_acts_on_its_original() {
        String original = api.posted(author, "Original");
        String retweet = retweet(other, original);

        assertThat(api.reply(other, retweet, "Reply").text("reply_to_tweet_id")).isEqualTo(original);
        assertThat(api.quote(other, retweet, "Quote").text("quote_tweet_id")).isEqualTo(original);
        assertThat(reader.original(other, Long.parseLong(retweet)).tweetId()).isEqualTo(Long.parseLong(original));
    }

    @Test
    void what_is_gone_is_said_to_be_gone() {
        String original = api.posted(author, "Original");
        String quote = api.quote(other, original, "Quote").text("tweet_id");
        String retweet = retweet(other, original);
        String reply = api.reply(other, original, "Reply").text("tweet_id");

        api.delete(author, "/v1/tweets/" + original);

        JsonNode quoted = api.get(author, "/v1/tweets/" + quote).body().path("quote");
        assertThat(quoted.path("tweet_id").asString()).isEqualTo(original);
        assertThat(quoted.path("unavailable").asString()).isEqualTo("deleted");
        assertThat(quoted.size()).isEqualTo(2);
        JsonNode retweeted = api.get(author, "/v1/tweets/" + retweet).body().path("retweet_of");
        assertThat(retweeted.path("unavailable").asString()).isEqualTo("deleted");
        assertThat(api.get(author, "/v1/tweets/" + reply).text("reply_to_tweet_id"))
                .isEqualTo(original);
        // A retweet without its original is nothing to list
        assertThat(api.get(author, "/v1/tweets?ids=" + quote + "," + retweet).texts("tweets", "tweet_id"))
                .containsExactly(quote);
        assertThat(api.internal(HttpMethod.GET, "/internal/tweets?ids=" + quote + "," + retweet)
                        .texts("tweets", "tweet_id"))
                .containsExactly(quote);
        assertThat(api.get(author, "/v1/users/" + other + "/tweets?include=retweets,replies")
                        .texts("tweets", "tweet_id"))
                .containsExactly(reply, quote);
    }

    @Test
    void a_deleted_reply_quote_or_retweet_counts_no_more() {
        String original = api.posted(author, "Original");
        String reply = api.reply(other, original, "Reply").text("tweet_id");
        String quote = api.quote(other, original, "Quote").text("tweet_id");
        String retweet = retweet(other, original);
        engagements.add(Kind.RETWEET, Long.parseLong(original), other, Long.parseLong(retweet));

        for (String tweetId : List.of(reply, quote, retweet)) {
            assertThat(api.delete(other, "/v1/tweets/" + tweetId).status()).isEqualTo(204);
        }

        // At once, but for an event of a post that is counted at this very moment: the one of its deletion follows it
        await().atMost(ENOUGH).untilAsserted(() -> {
            ServiceApi.Reply read = api.get(other, "/v1/tweets/" + original);
            for (String count : List.of("reply_count", "quote_count", "retweet_count", "like_count")) {
                assertThat(read.body().path(count).asInt()).as(count).isZero();
            }
            assertThat(read.body().path("viewer").path("retweeted").asBoolean()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply_to_tweet_id", "quote_tweet_id"})
    void what_does_not_exist_can_be_neither_answered_nor_quoted(String field) {
        api.post(author, "/v1/tweets", Map.of("content", "x", field, "1")).assertProblem(404, "not_found");
        ServiceApi.Reply malformed = api.post(author, "/v1/tweets", Map.of("content", "x", field, "one"));
        malformed.assertProblem(422, "validation_failed");
        assertThat(malformed.texts("errors", "pointer")).containsExactly("/" + field);
    }

    @Test
    void events_tell_what_a_tweet_refers_to() {
        String root = api.posted(author, "Root");
        String quoted = api.posted(author, "Quoted");
        String both = api.post(
                        other,
                        "/v1/tweets",
                        Map.of("content", "Both", "reply_to_tweet_id", root, "quote_tweet_id", quoted))
                .text("tweet_id");
        String retweet = retweet(other, root);

        var posted = events.await("TweetPosted", both);
        EventContract.assertMatches("TweetPosted", posted.value());
        assertThat(posted.text("reply_to_tweet_id")).isEqualTo(root);
        assertThat(posted.text("quote_tweet_id")).isEqualTo(quoted);
        assertThat(events.await("TweetPosted", retweet).text("retweet_of_tweet_id"))
                .isEqualTo(root);
        assertThat(events.await("TweetPosted", root).value()).doesNotContain("reply_to", "quote", "retweet");

        api.delete(other, "/v1/tweets/" + both);
        api.delete(other, "/v1/tweets/" + retweet);

        var deleted = events.await("TweetDeleted", both);
        EventContract.assertMatches("TweetDeleted", deleted.value());
        assertThat(deleted.text("reply_to_tweet_id")).isEqualTo(root);
        assertThat(deleted.text("quote_tweet_id")).isEqualTo(quoted);
        assertThat(events.await("TweetDeleted", retweet).text("retweet_of_tweet_id"))
                .isEqualTo(root);
    }

    @Test
    void hashtags_mentions_and_links_come_with_their_places() {
        users.rename(other, "Rook_of_May");

        String tweetId = api.posted(author, "Hi @rook_of_may and @nobody_here: #rookery https://example.com/#x");

        JsonNode entities = api.get(author, "/v1/tweets/" + tweetId).body().path("entities");
        assertThat(entities.path("hashtags").toString()).isEqualTo("[{\"text\":\"rookery\",\"start\":34,\"end\":42}]");
        assertThat(entities.path("mentions").toString())
                .isEqualTo("[{\"handle\":\"rook_of_may\",\"user_id\":\"%d\",\"start\":3,\"end\":15},".formatted(other)
                        + "{\"handle\":\"nobody_here\",\"start\":20,\"end\":32}]");
        assertThat(entities.path("urls").toString())
                .isEqualTo("[{\"url\":\"https://example.com/#x\",\"start\":43,\"end\":65}]");
    }

    @Test
    void a_mention_is_only_a_handle_while_user_service_is_down() {
        users.down(true);
        try {
            ServiceApi.Reply posted = api.postTweet(author, "Hi @someone");

            assertThat(posted.status()).isEqualTo(201);
            assertThat(posted.body().path("entities").path("mentions").toString())
                    .isEqualTo("[{\"handle\":\"someone\",\"start\":3,\"end\":11}]");
        } finally {
            users.down(false);
        }
    }

    private String retweet(long userId, String tweetId) {
        Tweet original = reader.original(userId, Long.parseLong(tweetId));
        return Long.toString(service.retweet(userId, original).tweetId());
    }

    private int count(String tweetId, String name) {
        return api.get(author, "/v1/tweets/" + tweetId).body().path(name).asInt();
    }
}
