package io.rookery.tweet.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithTweetService
class TimelinesIT {

    @Autowired
    private Api api;

    @Autowired
    private PlayedTimelines timelines;

    @Autowired
    private MeterRegistry metrics;

    private final long author = TestUsers.anyone();
    private final long other = TestUsers.anyone();

    @Test
    void timeline_service_has_heard_of_a_tweet_when_its_author_is_answered() {
        String tweet = api.posted(author, "Hello");
        assertThat(timelines.toldOf(tweet))
                .containsExactly("PUT /internal/timelines/%d/tweets/%s".formatted(author, tweet));

        assertThat(api.delete(author, "/v1/tweets/" + tweet).status()).isEqualTo(204);
        assertThat(timelines.toldOf(tweet))
                .hasSize(2)
                .last()
                .isEqualTo("DELETE /internal/timelines/%d/tweets/%s".formatted(author, tweet));
    }

    @Test
    void a_retweet_is_told_of_as_a_tweet_of_who_retweeted() {
        String tweet = api.posted(author, "Hello");

        String retweet = api.send(other, HttpMethod.PUT, "/v1/tweets/" + tweet + "/retweet", null)
                .text("retweet_id");
        assertThat(timelines.toldOf(retweet))
                .containsExactly("PUT /internal/timelines/%d/tweets/%s".formatted(other, retweet));

        api.delete(other, "/v1/tweets/" + tweet + "/retweet");
        assertThat(timelines.toldOf(retweet))
                .hasSize(2)
                .last()
                .isEqualTo("DELETE /internal/timelines/%d/tweets/%s".formatted(other, retweet));
    }

    @Test
    void a_timeline_service_that_does_not_answer_delays_a_post_a_little_and_fails_nothing() {
        double untold = untold();
        timelines.goDeaf();
        try {
            Instant asked = Instant.now();
            Reply posted = api.postTweet(author, "Hello");
            Reply deleted = api.delete(author, "/v1/tweets/" + posted.text("tweet_id"));

            assertThat(posted.status()).isEqualTo(201);
            assertThat(deleted.status()).isEqualTo(204);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        } finally {
            timelines.hearAgain();
        }
        assertThat(untold()).isEqualTo(untold + 2);
    }

    private double untold() {
        return metrics.get("rookery.timelines.untold").counter().count();
    }
}
