package io.rookery.timeline.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rookery.timeline.TestClock;
import io.rookery.timeline.lag.Backlog.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LagTests {

    private static final Partition TWEETS = new Partition("tweets.v1", 0);
    private static final Partition ERASURES = new Partition("users.v1", 0);

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Lag lag =
            new Lag(new Ladder(Duration.ofSeconds(30), Duration.ofMinutes(5)), clock, new LagMetrics(registry));
    private @Nullable Backlog answer;
    private final LagPoll poll = new LagPoll(this::kafka, lag, clock);

    @Test
    void an_event_is_late_from_its_own_time_on() {
        answer = waiting(TWEETS, clock.instant());

        clock.advance(Duration.ofMinutes(4));
        poll.poll();
        assertThat(age(TWEETS)).isEqualTo(240);
        assertThat(lag.pullAll()).isFalse();

        clock.advance(Duration.ofMinutes(2));
        poll.poll();
        assertThat(age(TWEETS)).isEqualTo(360);
        assertThat(lag.pullAll()).isTrue();

        answer = nothingWaiting();
        poll.poll();
        assertThat(age(TWEETS)).isZero();
        assertThat(lag.pullAll()).isFalse();
    }

    @Test
    void the_clock_of_a_producer_may_be_ahead() {
        answer = waiting(TWEETS, clock.instant().plusSeconds(2));

        poll.poll();

        assertThat(age(TWEETS)).isZero();
    }

    @Test
    void an_instance_that_never_reached_kafka_counts_from_its_start() {
        poll.poll();
        assertThat(age(TWEETS)).isZero();

        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        poll.poll();

        assertThat(age(TWEETS)).isEqualTo(300.001);
        assertThat(lag.pullAll()).isTrue();
    }

    @Test
    void an_outage_counts_from_the_last_moment_when_all_was_processed() {
        answer = nothingWaiting();
        clock.advance(Duration.ofMinutes(10));
        poll.poll();
        answer = null;

        clock.advance(Duration.ofMinutes(4));
        poll.poll();
        assertThat(age(TWEETS)).isEqualTo(240);
        assertThat(lag.pullAll()).isFalse();

        clock.advance(Duration.ofMinutes(2));
        poll.poll();
        assertThat(lag.pullAll()).isTrue();
    }

    @Test
    void an_outage_adds_to_what_waited_before() {
        answer = waiting(TWEETS, clock.instant());
        clock.advance(Duration.ofMinutes(3));
        poll.poll();
        answer = null;

        clock.advance(Duration.ofMinutes(3));
        poll.poll();

        assertThat(age(TWEETS)).isEqualTo(360);
        assertThat(lag.pullAll()).isTrue();
    }

    @Test
    void an_erasure_that_waits_is_measured_and_sends_no_reader_away_from_redis() {
        answer = waiting(ERASURES, clock.instant());

        clock.advance(Duration.ofHours(1));
        poll.poll();

        assertThat(age(ERASURES)).isEqualTo(3_600);
        assertThat(lag.pullAll()).isFalse();
    }

    private Backlog kafka() {
        if (answer == null) {
            throw new TimeoutException("Kafka is away");
        }
        return answer;
    }

    private static Backlog nothingWaiting() {
        return new Backlog(Map.of(TWEETS, Optional.empty(), ERASURES, Optional.empty()), Map.of());
    }

    private static Backlog waiting(Partition partition, Instant oldest) {
        Partition other = partition.equals(TWEETS) ? ERASURES : TWEETS;
        return new Backlog(Map.of(partition, Optional.of(oldest), other, Optional.empty()), Map.of());
    }

    private double age(Partition partition) {
        return registry.get("rookery.fanout.lag")
                .tag("topic", partition.topic())
                .tag("partition", Integer.toString(partition.number()))
                .gauge()
                .value();
    }
}
