package io.rookery.tweet.counting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code tweets.v1}, many events at once, because they are counted by author. The offset is committed after the effect. */
@Component
class TweetListener {

    private final CountingService counting;
    private final JsonMapper json;

    TweetListener(CountingService counting, JsonMapper json) {
        this.counting = counting;
        this.json = json;
    }

    @KafkaListener(
            id = "counting",
            topics = "${rookery.topics.prefix}tweets.v1",
            groupId = "${rookery.topics.prefix}tweet-service",
            batch = "true")
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
            counting.count(batch);
        } catch (RuntimeException e) {
            throw new BatchListenerFailedException("Not counted", e, 0);
        }
        if (bad != null) {
            throw new BatchListenerFailedException("Not an event", bad, good);
        }
    }
}
