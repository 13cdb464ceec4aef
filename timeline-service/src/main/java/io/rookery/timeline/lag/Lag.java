package io.rookery.timeline.lag;

import io.rookery.timeline.lag.Backlog.Partition;
import io.rookery.timeline.lag.Ladder.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How late stored timelines are, and with it whether to read them. An event is late from its own time on; while Kafka cannot be
 * asked, everything is as late as if nothing were processed since it was last known to be.
 */
public class Lag {

    /** What a stored timeline is made of. */
    private static final Set<String> OF_TIMELINES = Set.of("tweets.v1", "follows.v1", "fanout.v1");

    /** All the workers read: an erasure that waits is worth an alert, but no reader is better off without Redis for it. */
    static final List<String> TOPICS = List.of("tweets.v1", "follows.v1", "fanout.v1", "users.v1");

    private static final Logger log = LoggerFactory.getLogger(Lag.class);

    private final Ladder ladder;
    private final InstantSource clock;
    private final LagMetrics metrics;
    private final Map<Partition, Instant> processedUntil = new HashMap<>();
    private volatile Step step = Step.NORMAL;

    Lag(Ladder ladder, InstantSource clock, LagMetrics metrics) {
        this.ladder = ladder;
        this.clock = clock;
        this.metrics = metrics;
        Instant start = clock.instant();
        TOPICS.forEach(topic -> processedUntil.put(new Partition(topic, 0), start));
        metrics.step(() -> step);
    }

    /**
     * Whether home timelines are to be pulled, because what is stored misses too much. Nothing is deleted meanwhile and the
     * workers go on, so what is stored is whole again when this ends; a tweet that was pulled before and is stored now has the
     * same id, and a page is a union of ids.
     */
    public boolean pullAll() {
        return step == Step.PULL_ALL;
    }

    /** @param asked the moment before Kafka was: what came later is not in the answer */
    void known(Backlog backlog, Instant asked) {
        Map<Partition, Duration> ages = new HashMap<>();
        processedUntil.clear();
        backlog.oldest().forEach((partition, oldest) -> {
            processedUntil.put(partition, oldest.orElse(asked));
            ages.put(partition, oldest.map(this::age).orElse(Duration.ZERO));
        });
        metrics.deadLetters(backlog.deadLetters());
        judge(ages);
    }

    /** Kafka could not be asked. */
    void unknown() {
        Map<Partition, Duration> ages = new HashMap<>();
        processedUntil.forEach((partition, until) -> ages.put(partition, age(until)));
        judge(ages);
    }

    private Duration age(Instant time) {
        Duration age = Duration.between(time, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void judge(Map<Partition, Duration> ages) {
        metrics.ages(ages);
        Duration age = ages.entrySet().stream()
                .filter(each -> OF_TIMELINES.contains(each.getKey().topic()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Step next = ladder.next(step, age);
        if (next != step) {
            (next == Step.NORMAL ? log.atInfo() : log.atWarn())
                    .setMessage(
                            switch (next) {
                                case NORMAL -> "Deliveries have caught up, stored timelines are read";
                                case LATE -> "Deliveries are late";
                                case PULL_ALL -> "Deliveries are too late, home timelines are pulled";
                            })
                    .addKeyValue("oldest_unprocessed_seconds", age.toSeconds())
                    .log();
            step = next;
        }
    }
}
