package io.rookery.tweet.tweets;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TweetBucketTests {

    private static final long START_OF_690 = Duration.ofDays(30).toMillis() * 690;

    @Test
    void a_bucket_begins_with_its_first_id() {
        assertThat(TweetBucket.of(TweetBucket.firstId(690))).isEqualTo(690);
        assertThat(TweetBucket.of(TweetBucket.firstId(690) - 1)).isEqualTo(689);
    }

    @Test
    void the_walk_allows_for_clocks_that_are_a_little_apart() {
        assertThat(TweetBucket.newest(START_OF_690 - 1)).isEqualTo(690);
        assertThat(TweetBucket.oldest(Snowflake.first(START_OF_690))).isEqualTo(689);
        assertThat(TweetBucket.oldest(Snowflake.first(START_OF_690 + 120_000))).isEqualTo(690);
    }
}
