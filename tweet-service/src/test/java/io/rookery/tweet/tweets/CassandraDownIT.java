package io.rookery.tweet.tweets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.ServiceApi;
import io.rookery.test.backends.CassandraBackend;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithTweetService
class CassandraDownIT {

    private static final Duration ENOUGH = Duration.ofSeconds(90);
    /** The driver gives up after 2 s; the rest is a machine that does much else. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    @Autowired
    private Api api;

    @Autowired
    private CassandraBackend cassandra;

    @Autowired
    private TweetEvents events;

    @Test
    void requests_are_refused_soon_and_all_is_well_again_by_itself() {
        // Given a tweet
        long author = TestUsers.anyone();
        String tweetId = api.postTweet(author, "Before").text("tweet_id");

        cassandra.kill();
        try {
            // When Cassandra is gone, everything is refused within seconds
            List<String> paths =
                    List.of("/v1/tweets/" + tweetId, "/v1/tweets?ids=" + tweetId, "/v1/users/" + author + "/tweets");
            for (String path : paths) {
                assertUnavailableSoon(() -> api.get(author, path));
            }
            assertUnavailableSoon(() -> api.postTweet(author, "Lost?"));
            assertUnavailableSoon(() -> api.delete(author, "/v1/tweets/" + tweetId));
            await().atMost(ENOUGH).until(() -> readiness() == 503);
        } finally {
            cassandra.restart();
        }

        // Then, once it is back, nothing is lost and posting works, without anyone's help
        await().atMost(ENOUGH).until(() -> readiness() == 200);
        assertThat(api.get(author, "/v1/tweets/" + tweetId).status()).isEqualTo(200);
        ServiceApi.Reply after = api.postTweet(author, "After");
        assertThat(after.status()).isEqualTo(201);
        events.await("TweetPosted", tweetId);
        events.await("TweetPosted", after.text("tweet_id"));
    }

    private void assertUnavailableSoon(java.util.function.Supplier<ServiceApi.Reply> request) {
        Instant start = Instant.now();
        ServiceApi.Reply reply = request.get();

        assertThat(Duration.between(start, Instant.now())).isLessThan(BOUND);
        reply.assertProblem(503, "service_unavailable");
        assertThat(reply.headers().getFirst("Retry-After")).isNotBlank();
    }

    private int readiness() {
        return api.get("/actuator/health/readiness").status();
    }
}
