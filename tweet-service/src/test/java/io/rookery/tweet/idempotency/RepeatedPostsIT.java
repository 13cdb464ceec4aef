package io.rookery.tweet.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.TopicReader;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

@WithTweetService
class RepeatedPostsIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private TestTokens tokens;

    @Autowired
    private TweetEvents events;

    private final long author = TestUsers.anyone();

    @Test
    void fifty_identical_posts_at_once_are_one_tweet_one_event_and_equal_replies() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Callable<ServiceApi.Reply>> posts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            posts.add(() -> untilAnswered(key, "{\"content\":\"Once\"}"));
        }

        List<ServiceApi.Reply> replies = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ServiceApi.Reply> reply : threads.invokeAll(posts)) {
                replies.add(reply.get());
            }
        }

        // Then all got the same
        assertThat(replies).extracting(ServiceApi.Reply::status).containsOnly(201);
        assertThat(replies.stream().map(reply -> reply.body().toString()).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(replies.stream()
                        .map(reply -> reply.headers().getFirst(HttpHeaders.LOCATION))
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> !"true".equals(reply.headers().getFirst("Idempotency-Replayed")))
                .hasSize(1);

        // and there is one tweet, told of once
        String tweetId = replies.getFirst().text("tweet_id");
        assertThat(api.get(author, "/v1/users/" + author + "/tweets").texts("tweets", "tweet_id"))
                .containsExactly(tweetId);
        List<TopicReader.Event> told = events.awaitAll("TweetPosted", List.of(tweetId));
        assertThat(told)
                .filteredOn(event -> event.text("author_id").equals(Long.toString(author)))
                .hasSize(1);
    }

    @Test
    void a_key_belongs_to_one_body_of_one_user() {
        String key = UUID.randomUUID().toString();
        ServiceApi.Reply posted = post(author, key, "{\"content\":\"Mine\"}");

        post(author, key, "{\"content\":\"Another\"}").assertProblem(422, "idempotency_key_reused");
        assertThat(post(TestUsers.anyone(), key, "{\"content\":\"Mine\"}").text("tweet_id"))
                .isNotEqualTo(posted.text("tweet_id"));
        assertThat(post(author, key, "{\"content\":\"Mine\"}").body()).isEqualTo(posted.body());
    }

    private ServiceApi.Reply untilAnswered(String key, String body) {
        return await().atMost(ENOUGH)
                .until(() -> post(author, key, body), reply -> !Set.of(409, 503).contains(reply.status()));
    }

    private ServiceApi.Reply post(long userId, String key, String body) {
        return api.exchange(
                HttpMethod.POST,
                "/v1/tweets",
                Map.of(HttpHeaders.AUTHORIZATION, tokens.bearer(userId), "Idempotency-Key", key),
                body);
    }
}
