package io.rookery.user.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.user.Api;
import io.rookery.user.FollowEvents;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;

@WithUserService
class OutboxIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private FollowEvents events;

    @Autowired
    private KafkaBackend kafka;

    @Autowired
    private Outbox outbox;

    @Autowired
    private OutboxRelay relay;

    @Autowired
    private OutboxRepository repository;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void while_kafka_is_down_requests_go_on_and_nothing_is_lost() {
        long ann = users.create();
        List<Long> stars = users.create(20);
        kafka.kill();
        try {
            for (long star : stars) {
                assertThat(api.follow(ann, star).status()).isEqualTo(200);
            }
            await().atMost(ENOUGH)
                    .until(() ->
                            metrics.get("rookery.outbox.failures").counter().count() > 0);
            assertThat(metrics.get("rookery.outbox.rows").gauge().value()).isGreaterThanOrEqualTo(20);
            assertThat(metrics.get("rookery.outbox.age.seconds").gauge().value())
                    .isPositive();
        } finally {
            kafka.restart();
        }

        var told = events.awaitLast(ann, "UserFollowed", stars.getLast());

        assertThat(events.distinct(told))
                .isEqualTo(stars.stream().map(star -> "UserFollowed " + star).toList());
        await().atMost(ENOUGH).until(repository::isEmpty);
        assertThat(metrics.get("rookery.outbox.rows").gauge().value()).isZero();
        assertThat(metrics.get("rookery.outbox.age.seconds").gauge().value()).isZero();
    }

    @Test
    void what_was_left_when_a_relay_stopped_is_sent_by_the_next() {
        await().atMost(ENOUGH).until(repository::isEmpty);
        long ann = users.create();
        long star = users.create();
        relay.stop();
        try {
            api.follow(ann, star);
            assertThat(repository.isEmpty()).isFalse();
        } finally {
            relay.start();
        }

        assertThat(events.awaitLast(ann, "UserFollowed", star)).hasSize(1);
    }

    @Test
    void one_relay_works_at_a_time_and_another_goes_on_when_its_lease_is_over() {
        await().atMost(ENOUGH)
                .until(() -> repository.isEmpty() && repository.acquire("another", Duration.ofSeconds(2)));
        long ann = users.create();
        long star = users.create();

        api.follow(ann, star);

        assertThat(repository.acquire("a third", Duration.ofSeconds(1))).isFalse();
        assertThat(repository.isEmpty()).isFalse();
        assertThat(events.awaitLast(ann, "UserFollowed", star)).hasSize(1);
        await().atMost(ENOUGH).until(() -> repository.acquire("a third", Duration.ZERO));
    }

    @Test
    void an_event_needs_the_transaction_of_the_change_it_tells_of() {
        assertThatThrownBy(() -> outbox.append("topic", "key", "{}"))
                .isInstanceOf(IllegalTransactionStateException.class);
    }
}
