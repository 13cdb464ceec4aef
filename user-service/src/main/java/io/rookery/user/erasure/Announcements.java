package io.rookery.user.erasure;

import io.rookery.user.outbox.Outbox;
import io.rookery.user.outbox.TopicProperties;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the other stores of erasures, once nothing can be written in the name of the erased any more. Each is told in the
 * transaction that marks it as told: who dies in between has done neither.
 */
@Component
class Announcements {

    /** Events of one transaction. */
    private static final int BATCH = 100;

    private final ErasureRepository erasures;
    private final Outbox outbox;
    private final TopicProperties topics;
    private final ErasureProperties properties;
    private final InstantSource clock;
    private final JsonMapper json;

    Announcements(
            ErasureRepository erasures,
            Outbox outbox,
            TopicProperties topics,
            ErasureProperties properties,
            InstantSource clock,
            JsonMapper json) {
        this.erasures = erasures;
        this.outbox = outbox;
        this.topics = topics;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
    }

    /** @return false if none was due, or others are at it */
    @Transactional
    boolean announceDue() {
        List<UserErased> due = erasures.announce(clock.instant(), properties.grace(), BATCH);
        for (UserErased event : due) {
            outbox.append(topics.users(), Long.toString(event.userId()), json.writeValueAsString(event));
        }
        return !due.isEmpty();
    }
}
