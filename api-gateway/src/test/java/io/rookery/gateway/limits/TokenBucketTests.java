package io.rookery.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.gateway.limits.TokenBucket.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTests {

    private static final long SECOND = 1_000_000;

    private final TokenBucket bucket = new TokenBucket(3, Duration.ofSeconds(30));
    private long now = 1_800_000_000 * SECOND;
    private long fullAt;

    @Test
    void a_full_bucket_is_emptied_and_refills_one_by_one() {
        assertThat(bucket.remaining(take())).isEqualTo(2);
        assertThat(bucket.remaining(take())).isEqualTo(1);
        assertThat(bucket.remaining(take())).isZero();
        assertThat(take().done()).isFalse();

        now += 10 * SECOND;

        assertThat(take().done()).isTrue();
        assertThat(take().done()).isFalse();
    }

    @Test
    void a_refused_request_costs_nothing() {
        take();
        take();
        take();
        for (int i = 0; i < 100; i++) {
            assertThat(take().done()).isFalse();
        }
        now += 30 * SECOND;

        assertThat(bucket.remaining(take())).isEqualTo(2);
    }

    @Test
    void an_empty_bucket_says_when_there_will_be_a_token() {
        take();
        take();
        Level last = take();
        assertThat(bucket.untilNext(last)).isEqualTo(10 * SECOND);

        now += 4 * SECOND;

        assertThat(bucket.untilNext(take())).isEqualTo(6 * SECOND);
    }

    @Test
    void no_pause_makes_it_more_than_full() {
        take();
        now += 3_600 * SECOND;

        assertThat(bucket.remaining(take())).isEqualTo(2);
    }

    @Test
    void what_is_given_back_can_be_taken_again_but_not_more() {
        take();
        giveBack();
        giveBack();
        giveBack();

        assertThat(bucket.remaining(take())).isEqualTo(2);
        assertThat(bucket.untilNext(new Level(true, 0))).isZero();
    }

    @Test
    void a_limit_that_does_not_divide_its_window_is_exact() {
        TokenBucket seventh = new TokenBucket(7, Duration.ofMinutes(1));
        long full = 0;
        for (int left = 6; left >= 0; left--) {
            Level level = seventh.take(full, now);
            assertThat(seventh.remaining(level)).isEqualTo(left);
            full = now + level.untilFull();
        }
        assertThat(seventh.take(full, now).done()).isFalse();
    }

    @Test
    void more_than_one_token_a_microsecond_cannot_be_counted() {
        assertThatThrownBy(() -> new TokenBucket(1_000_001, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_reply_says_what_the_draft_defines() {
        Taken taken = new Taken(LimitGroup.READ, bucket, bucket.take(0, now));

        assertThat(taken.policy()).isEqualTo("\"read\";q=3;w=30");
        assertThat(taken.limit()).isEqualTo("\"read\";r=2;t=10");
        assertThat(taken.givenBack().limit()).isEqualTo("\"read\";r=3;t=0");
    }

    private Level take() {
        return moved(bucket.take(fullAt, now));
    }

    private void giveBack() {
        moved(bucket.giveBack(fullAt, now));
    }

    private Level moved(Level level) {
        fullAt = now + level.untilFull();
        return level;
    }
}
