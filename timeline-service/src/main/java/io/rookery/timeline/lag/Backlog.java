package io.rookery.timeline.lag;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What lies in Kafka before the fan-out workers.
 *
 * @param oldest for each partition they read, the time of the oldest event they have not processed; empty if there is none
 * @param deadLetters how many wait, for each topic whose consumers set some aside
 */
record Backlog(Map<Partition, Optional<Instant>> oldest, Map<String, Long> deadLetters) {

    /** @param topic without the prefix of the installation, as {@code tweets.v1} */
    record Partition(String topic, int number) {}
}
