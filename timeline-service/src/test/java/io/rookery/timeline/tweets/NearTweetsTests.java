package io.rookery.timeline.tweets;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NearTweetsTests {

    private final NearTweets near =
            new NearTweets(new TweetsProperties(100, Duration.ofHours(1)), new SimpleMeterRegistry());

    @Test
    void no_more_are_kept_than_there_is_room_for() {
        for (long id = 1; id <= 1_000; id++) {
            near.put(tweet(id));
        }

        assertThat(near.size()).isEqualTo(100);
    }

    @Test
    void one_loads_and_the_others_find_what_is_loaded() throws Exception {
        CompletableFuture<Tweet> load = near.begin(1);

        assertThat(near.begin(1)).isNull();
        assertThat(near.find(1)).isNotDone();
        load.complete(tweet(1));
        assertThat(near.find(1).get().tweetId()).isEqualTo(1);
    }

    @Test
    void a_load_that_is_given_up_can_be_begun_again() {
        near.begin(1).cancel(false);

        assertThat(near.find(1)).isNull();
        assertThat(near.begin(1)).isNotNull();
    }

    @Test
    void what_was_dropped_while_it_was_loaded_is_not_kept() {
        CompletableFuture<Tweet> load = near.begin(1);

        near.drop(1);
        load.complete(tweet(1));

        assertThat(near.find(1)).isNull();
    }

    @Test
    void counts_of_what_is_there_change_and_of_what_is_not_are_passed_over() throws Exception {
        near.put(tweet(1));
        near.begin(2);

        near.count(1, new Counts(1, 2, 3, 4));
        near.count(2, new Counts(1, 2, 3, 4));
        near.count(3, new Counts(1, 2, 3, 4));

        assertThat(near.find(1).get().counts()).hasValue(new Counts(1, 2, 3, 4));
        assertThat(near.find(3)).isNull();
    }

    private static Tweet tweet(long id) {
        return new Tweet(id, 7, null, null, ",\"author_id\":\"7\"", new AtomicReference<>(new Counts(0, 0, 0, 0)));
    }
}
