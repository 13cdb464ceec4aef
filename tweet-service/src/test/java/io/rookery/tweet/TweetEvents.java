package io.rookery.tweet;

import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TopicReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** What is on {@code tweets.v1}. */
@TestComponent
public class TweetEvents extends TopicReader {

    @Autowired
    public TweetEvents(KafkaBackend kafka) {
        this(kafka, "tweets.v1");
    }

    public TweetEvents(KafkaBackend kafka, String topic) {
        super(kafka, topic);
    }

    /** Waits until there is such an event; returns the last one. */
    public Event await(String type, String tweetId) {
        return awaitAll(type, List.of(tweetId)).stream()
                .filter(event -> event.type().equals(type) && tweetId(event).equals(tweetId))
                .toList()
                .getLast();
    }

    /** Waits until there is such an event of each of the tweets; returns all events. */
    public List<Event> awaitAll(String type, List<String> tweetIds) {
        return await(events -> tweetIds(type, events).containsAll(tweetIds));
    }

    private static Set<String> tweetIds(String type, List<Event> events) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .map(TweetEvents::tweetId)
                .collect(Collectors.toSet());
    }

    private static String tweetId(Event event) {
        return event.text("tweet_id");
    }
}
