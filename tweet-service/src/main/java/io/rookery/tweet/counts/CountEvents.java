package io.rookery.tweet.counts;

import io.rookery.tweet.ids.IdGenerator;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells {@code counts.v1} how many reacted to a tweet, for those who keep tweets in memory. Of a tweet that thousands like, only
 * the latest counts of each interval are told. Best effort: what is not told, they find out when they read the tweet again.
 */
@Component
public class CountEvents {

    private static final Logger log = LoggerFactory.getLogger(CountEvents.class);

    private record Counts(int likes, int retweets, int replies, int quotes) {}

    private final Map<Long, Counts> waiting = new ConcurrentHashMap<>();
    private final KafkaOperations<String, String> kafka;
    private final String topic;
    private final IdGenerator ids;
    private final JsonMapper json;
    private final CountsProperties settings;
    private final CountsMetrics metrics;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("counts").daemon().factory());

    CountEvents(
            KafkaOperations<String, String> kafka,
            NewTopic countsTopic,
            IdGenerator ids,
            JsonMapper json,
            CountsProperties settings,
            CountsMetrics metrics) {
        this.kafka = kafka;
        this.topic = countsTopic.name();
        this.ids = ids;
        this.json = json;
        this.settings = settings;
        this.metrics = metrics;
        long nanos = settings.interval().toNanos();
        timer.scheduleWithFixedDelay(this::tell, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** To be told soon, unless the counts change again before. Never waits. */
    public void changed(long tweetId, int likes, int retweets, int replies, int quotes) {
        if (waiting.size() < settings.waiting() || waiting.containsKey(tweetId)) {
            waiting.put(tweetId, new Counts(likes, retweets, replies, quotes));
        } else {
            metrics.untold(1);
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private void tell() {
        for (Long tweetId : List.copyOf(waiting.keySet())) {
            Counts counts = waiting.remove(tweetId);
            if (counts != null && !tell(tweetId, counts)) {
                // The next one would wait as long in vain
                metrics.untold(1 + waiting.size());
                waiting.clear();
                return;
            }
        }
    }

    private boolean tell(long tweetId, Counts counts) {
        try {
            var event =
                    new TweetCounted(ids.next(), tweetId, counts.likes, counts.retweets, counts.replies, counts.quotes);
            var sent = kafka.send(topic, Long.toString(tweetId), json.writeValueAsString(event));
            return !sent.isCompletedExceptionally();
        } catch (RuntimeException e) {
            log.atDebug()
                    .setMessage("Counts are not told")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
            return false;
        }
    }
}
