package io.rookery.user;

import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TopicReader;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;

/** What is on {@code follows.v1}. */
@TestComponent
public class FollowEvents extends TopicReader {

    public FollowEvents(KafkaBackend kafka) {
        super(kafka, "follows.v1");
    }

    /** Waits until the last event of a follower is this one; returns all of the follower in their order. */
    public List<Event> awaitLast(long followerId, String type, long followeeId) {
        String expected = type + " " + followeeId;
        return of(followerId, await(events -> {
            List<Event> told = of(followerId, events);
            return !told.isEmpty() && described(told.getLast()).equals(expected);
        }));
    }

    /** What a consumer that skips repeated events makes of them, as {@code UserFollowed 42}. */
    public List<String> distinct(List<Event> events) {
        record Told(String eventId, String text) {}
        return events.stream()
                .map(event -> new Told(event.text("event_id"), described(event)))
                .distinct()
                .map(Told::text)
                .toList();
    }

    private static List<Event> of(long followerId, List<Event> events) {
        return events.stream()
                .filter(event -> event.key().equals(Long.toString(followerId)))
                .toList();
    }

    private static String described(Event event) {
        return event.type() + " " + event.text("followee_id");
    }
}
