package io.rookery.tweet.presenting;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.test.ServiceApi;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.relations.FakeRelations;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.TweetService;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithTweetService
class BlocksIT {

    @Autowired
    private Api api;

    @Autowired
    private TweetService service;

    @Autowired
    private TweetReader reader;

    @Autowired
    private FakeRelations relations;

    @Autowired
    private MeterRegistry meters;

    private final long viewer = TestUsers.anyone();
    private final long blocked = TestUsers.anyone();
    private final long friend = TestUsers.anyone();

    @BeforeEach
    void block() {
        relations.block(viewer, blocked);
    }

    @AfterEach
    void up() {
        relations.down(false);
    }

    @Test
    void tweets_of_a_blocked_one_can_be_neither_read_nor_answered_nor_quoted() {
        String tweetId = api.posted(blocked, "Not for you");

        for (String path : List.of(
                "/v1/tweets/" + tweetId,
                "/v1/tweets/" + tweetId + "/replies",
                "/v1/tweets/" + tweetId + "/quotes",
                "/v1/tweets/" + tweetId + "/thread",
                "/v1/users/" + blocked + "/tweets")) {
            api.get(viewer, path).assertProblem(403, "blocked");
        }
        api.reply(viewer, tweetId, "But").assertProblem(403, "blocked");
        api.quote(viewer, tweetId, "But").assertProblem(403, "blocked");
        assertThat(api.get(friend, "/v1/tweets/" + tweetId).status()).isEqualTo(200);
        assertThat(api.get(blocked, "/v1/tweets/" + tweetId).status()).isEqualTo(200);
    }

    @Test
    void lists_leave_out_a_blocked_one_and_references_say_so() {
        String tweetId = api.posted(blocked, "Not for you");
        String quote = api.quote(friend, tweetId, "Look").text("tweet_id");
        String retweet = Long.toString(service.retweet(friend, reader.original(friend, Long.parseLong(tweetId)))
                .tweetId());
        String own = api.posted(friend, "Own");
        String ids = String.join(",", tweetId, quote, retweet, own);

        assertThat(api.get(viewer, "/v1/tweets?ids=" + ids).texts("tweets", "tweet_id"))
                .containsExactly(quote, own);
        assertThat(api.internal(HttpMethod.GET, "/internal/tweets?viewer_id=" + viewer + "&ids=" + ids)
                        .texts("tweets", "tweet_id"))
                .containsExactly(quote, own);
        assertThat(api.internal(HttpMethod.GET, "/internal/tweets?ids=" + ids).texts("tweets", "tweet_id"))
                .containsExactly(tweetId, quote, retweet, own);
        assertThat(api.get(viewer, "/v1/users/" + friend + "/tweets?include=retweets")
                        .texts("tweets", "tweet_id"))
                .containsExactly(own, quote);
        assertThat(api.get(viewer, "/v1/tweets/" + quote)
                        .body()
                        .path("quote")
                        .path("unavailable")
                        .asString())
                .isEqualTo("blocked");
        assertThat(api.get(viewer, "/v1/tweets/" + retweet)
                        .body()
                        .path("retweet_of")
                        .path("unavailable")
                        .asString())
                .isEqualTo("blocked");
        api.reply(viewer, retweet, "But").assertProblem(403, "blocked");
    }

    @Test
    void a_block_and_its_end_hold_at_the_next_read() {
        String tweetId = api.posted(friend, "Friends?");
        assertThat(api.get(viewer, "/v1/tweets/" + tweetId).status()).isEqualTo(200);

        relations.block(friend, viewer);
        assertThat(api.get(viewer, "/v1/tweets/" + tweetId).status()).isEqualTo(403);

        relations.unblock(friend, viewer);
        assertThat(api.get(viewer, "/v1/tweets/" + tweetId).status()).isEqualTo(200);
    }

    @Test
    void while_blocks_cannot_be_looked_up_tweets_are_read_but_not_answered_or_quoted() {
        String tweetId = api.posted(blocked, "Public");
        double before = unknown();
        relations.down(true);

        assertThat(api.get(viewer, "/v1/tweets/" + tweetId).status()).isEqualTo(200);
        assertThat(api.get(viewer, "/v1/tweets?ids=" + tweetId).texts("tweets", "tweet_id"))
                .containsExactly(tweetId);
        assertThat(api.get(viewer, "/v1/users/" + blocked + "/tweets").status()).isEqualTo(200);
        assertThat(unknown()).isGreaterThan(before);
        for (ServiceApi.Reply reply : List.of(api.reply(viewer, tweetId, "But"), api.quote(viewer, tweetId, "But"))) {
            reply.assertProblem(503, "service_unavailable");
            assertThat(reply.headers().getFirst("Retry-After")).isNotBlank();
        }
        assertThat(api.postTweet(viewer, "This touches nobody").status()).isEqualTo(201);
        assertThat(api.reply(blocked, tweetId, "Nor does this").status()).isEqualTo(201);
    }

    private double unknown() {
        return meters.counter("rookery.relations.unknown").count();
    }
}
