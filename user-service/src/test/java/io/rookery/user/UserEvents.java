package io.rookery.user;

import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TopicReader;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;

/** What is on {@code users.v1}. */
@TestComponent
public class UserEvents extends TopicReader {

    public UserEvents(KafkaBackend kafka) {
        super(kafka, "users.v1");
    }

    /** Waits until there is an event of the user; returns all of the user. */
    public List<Event> awaitOf(long userId) {
        return of(userId, await(events -> !of(userId, events).isEmpty()));
    }

    private static List<Event> of(long userId, List<Event> events) {
        return events.stream()
                .filter(event -> event.key().equals(Long.toString(userId)))
                .toList();
    }
}
