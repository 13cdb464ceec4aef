package io.rookery.user.tweets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TweetCountsTests {

    private final FakeTweets tweets = new FakeTweets();
    private final AtomicLong nanos = new AtomicLong();
    private final TweetCounts counts =
            new TweetCounts(tweets, new TweetCountProperties(1_000, Duration.ofSeconds(2)), nanos::get);

    @Test
    void a_page_is_one_call_and_who_is_absent_in_the_answer_has_posted_nothing() {
        tweets.posted(1, 7);

        assertThat(counts.of(List.of(1L, 2L, 1L))).isEqualTo(Map.of(1L, 7L, 2L, 0L));
        assertThat(tweets.calls()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void more_than_a_hundred_are_asked_for_in_hundreds() {
        assertThat(counts.of(LongStream.range(0, 150).boxed().toList())).hasSize(150);

        assertThat(tweets.calls()).extracting(List::size).containsExactly(100, 50);
    }

    @Test
    void what_was_known_last_is_used_only_while_tweet_service_cannot_be_asked() {
        tweets.posted(1, 7);
        counts.of(List.of(1L));
        tweets.posted(1, 8);
        tweets.down(true);

        assertThat(counts.of(List.of(1L, 2L))).isEqualTo(Map.of(1L, 7L, 2L, 0L));

        tweets.down(false);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(counts.of(List.of(1L, 2L))).isEqualTo(Map.of(1L, 8L, 2L, 0L));
    }

    @Test
    void after_a_failure_tweet_service_is_left_alone_for_a_moment() {
        tweets.down(true);
        counts.of(List.of(1L));
        counts.of(List.of(1L));

        assertThat(tweets.calls()).hasSize(1);
    }

    @Test
    void after_the_pause_one_caller_tries_and_the_others_do_not_wait() throws Exception {
        // Given tweet-service failed, and hangs when its pause is over
        tweets.posted(1, 7);
        counts.of(List.of(1L));
        tweets.down(true);
        counts.of(List.of(1L));
        tweets.down(false);
        tweets.fallSilent();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        int before = tweets.calls().size();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When many read at once
            var answers = new ExecutorCompletionService<Map<Long, Long>>(threads);
            for (int i = 0; i < 50; i++) {
                answers.submit(() -> counts.of(List.of(1L)));
            }

            // Then all but one have what was known last, though nobody was answered
            try {
                for (int i = 0; i < 49; i++) {
                    Future<Map<Long, Long>> answer = answers.poll(10, TimeUnit.SECONDS);
                    assertThat(answer).as("reader %s did not wait", i).isNotNull();
                    assertThat(answer.get()).isEqualTo(Map.of(1L, 7L));
                }
                assertThat(answers.poll()).isNull();
                assertThat(tweets.calls()).hasSize(before + 1);
            } finally {
                tweets.posted(1, 8);
                tweets.speak();
            }
            assertThat(answers.take().get()).isEqualTo(Map.of(1L, 8L));
        }

        // And once that one was answered all ask again
        counts.of(List.of(1L));
        counts.of(List.of(1L));
        assertThat(tweets.calls()).hasSize(before + 3);
    }

    @Test
    void who_tries_in_vain_begins_the_next_pause() {
        tweets.down(true);
        counts.of(List.of(1L));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        counts.of(List.of(1L));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos() - 1);
        counts.of(List.of(1L));

        assertThat(tweets.calls()).hasSize(2);
    }
}
