package io.rookery.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.rookery.gateway.limits.TokenBucket.Level;
import io.rookery.test.backends.RedisBackend;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The script on a real Redis. */
class BucketStoreIT {

    private static final RedisBackend REDIS = new RedisBackend();
    private static final BucketStore ONE = new BucketStore(REDIS.url(), REDIS.keyPrefix());
    private static final BucketStore OTHER = new BucketStore(REDIS.url(), REDIS.keyPrefix());

    /** Slow enough that nothing refills while a test runs. */
    private final TokenBucket bucket = new TokenBucket(100, Duration.ofHours(24));

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
    }

    @Test
    void two_instances_together_give_exactly_as_many_tokens_as_there_are() {
        List<Level> levels = Flux.range(0, 1_000)
                .flatMap(i -> (i % 2 == 0 ? ONE : OTHER).take(LimitGroup.READ, "user:together", bucket), 200)
                .collectList()
                .block();

        assertThat(levels).hasSize(1_000).filteredOn(Level::done).hasSize(100);
    }

    @Test
    void callers_and_groups_have_buckets_of_their_own() {
        TokenBucket single = new TokenBucket(1, Duration.ofHours(1));

        assertThat(take("user:1", single).done()).isTrue();
        assertThat(take("user:1", single).done()).isFalse();
        assertThat(take("user:2", single).done()).isTrue();
        assertThat(ONE.take(LimitGroup.WRITE, "user:1", single).block().done()).isTrue();
    }

    @Test
    void the_script_counts_as_the_class_does() {
        long fullAt = 0;
        for (int i = 0; i < 101; i++) {
            Level expected = bucket.take(fullAt, 0);
            fullAt = expected.untilFull();

            Level level = take("user:alike", bucket);

            assertThat(level.done()).isEqualTo(expected.done());
            assertThat(bucket.remaining(level)).isEqualTo(bucket.remaining(expected));
        }
    }

    @Test
    void a_token_given_back_can_be_taken_again_and_a_full_bucket_leaves_no_key() {
        TokenBucket single = new TokenBucket(1, Duration.ofHours(1));
        take("user:back", single);

        Level back = ONE.giveBack(LimitGroup.READ, "user:back", single).block();

        assertThat(back.untilFull()).isZero();
        try (RedisClient client = RedisClient.create(REDIS.url())) {
            assertThat(client.connect().sync().exists(ONE.key(LimitGroup.READ, "user:back")))
                    .isZero();
        }
        assertThat(take("user:back", single).done()).isTrue();
    }

    @Test
    void a_key_lives_until_its_bucket_is_full() {
        take("user:ttl", bucket);
        take("user:ttl", bucket);

        try (RedisClient client = RedisClient.create(REDIS.url())) {
            RedisCommands<String, String> redis = client.connect().sync();
            Duration expected = Duration.ofHours(24).dividedBy(50);
            assertThat(Duration.ofMillis(redis.pttl(ONE.key(LimitGroup.READ, "user:ttl"))))
                    .isBetween(expected.minusMinutes(1), expected);
        }
    }

    @Test
    void redis_may_forget_the_script() {
        take("user:forgotten", bucket);
        try (RedisClient client = RedisClient.create(REDIS.url())) {
            client.connect().sync().scriptFlush();
        }

        assertThat(bucket.remaining(take("user:forgotten", bucket))).isEqualTo(98);
    }

    private static Level take(String caller, TokenBucket bucket) {
        return ONE.take(LimitGroup.READ, caller, bucket).block();
    }
}
