package io.rookery.tweet.counting;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code tweets.v1}, many events at once, because they are counted by author. The offset is committed after the
 * effect, or after an event that could not be counted is in the topic that is read now and then.
 */
@Component
class TweetListener {

    static final String LATER = ".later";

    private final CountingService counting;
    private final KafkaOperations<String, String> kafka;
    private final String later;
    private final JsonMapper json;

    TweetListener(
            CountingService counting, KafkaOperations<String, String> kafka, NewTopic tweetsLater, JsonMapper json) {
        this.counting = counting;
        this.kafka = kafka;
        this.later = tweetsLater.name();
        this.json = json;
    }

    @KafkaListener(
            id = "counting",
            topics = "${rookery.topics.prefix}tweets.v1",
            groupId = "${rookery.topics.prefix}tweet-service",
            batch = "true")
    @KafkaListener(
            id = "counting-later",
            topics = "${rookery.topics.prefix}tweets.v1" + LATER,
            groupId = "${rookery.topics.prefix}tweet-service-later",
            batch = "true",
            concurrency = "1",
            containerPostProcessor = "nowAndThen")
    void on(List<@Nullable String> events) {
        var batch = new CountingService.Batch();
        int good = 0;
        RuntimeException bad = null;
        for (String event : events) {
            try {
                TweetEvent parsed = TweetEvent.parse(event, json);
                if (parsed != null) {
                    batch.add(parsed);
                }
                good++;
            } catch (RuntimeException e) {
                bad = e;
                break;
            }
        }
        try {
            leaveForLater(counting.count(batch));
        } catch (RuntimeException e) {
            throw new BatchListenerFailedException("Not counted", e, 0);
        }
        if (bad != null) {
            throw new BatchListenerFailedException("Not an event", bad, good);
        }
    }

    /** At the end of the topic, behind all others that wait there. */
    private void leaveForLater(List<TweetEvent> events) {
        List<CompletableFuture<?>> sent = events.stream()
                .<CompletableFuture<?>>map(event -> kafka.send(later, Long.toString(event.authorId()), event.told()))
                .toList();
        try {
            sent.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
