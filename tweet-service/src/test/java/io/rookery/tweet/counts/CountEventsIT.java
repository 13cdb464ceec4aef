package io.rookery.tweet.counts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TopicReader;
import io.rookery.test.contracts.EventContract;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithTweetService
class CountEventsIT {

    private static final int LIKES = 60;

    @Autowired
    private Api api;

    @Autowired
    private KafkaBackend kafka;

    @Test
    void the_latest_counts_are_told_and_far_fewer_than_there_were() {
        String tweet = api.posted(TestUsers.anyone(), "Hot");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LIKES; i++) {
                threads.submit(
                        () -> api.send(TestUsers.anyone(), HttpMethod.PUT, "/v1/tweets/" + tweet + "/like", null));
            }
        }
        api.reply(TestUsers.anyone(), tweet, "Indeed");
        api.quote(TestUsers.anyone(), tweet, "Look");
        api.send(TestUsers.anyone(), HttpMethod.PUT, "/v1/tweets/" + tweet + "/retweet", null);

        List<TopicReader.Event> told = new TopicReader(kafka, "counts.v1")
                .await(events -> of(tweet, events).stream().anyMatch(CountEventsIT::isComplete));

        List<TopicReader.Event> counts = of(tweet, told);
        assertThat(counts).hasSizeLessThan(LIKES).last().matches(CountEventsIT::isComplete);
        assertThat(counts).allSatisfy(event -> {
            assertThat(event.key()).isEqualTo(tweet);
            EventContract.assertMatches("TweetCounted", event.value());
        });
    }

    private static boolean isComplete(TopicReader.Event event) {
        return event.text("like_count").equals("" + LIKES)
                && event.text("reply_count").equals("1")
                && event.text("quote_count").equals("1")
                && event.text("retweet_count").equals("1");
    }

    private static List<TopicReader.Event> of(String tweetId, List<TopicReader.Event> events) {
        return events.stream()
                .filter(event -> event.text("tweet_id").equals(tweetId))
                .toList();
    }
}
