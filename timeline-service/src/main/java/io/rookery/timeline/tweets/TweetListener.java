package io.rookery.timeline.tweets;

import io.rookery.defaults.ids.Snowflake;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Corrects what is in memory. Every instance hears everything, in a group of its own, from now on: what was said while nobody
 * listened is mended when the tweets in memory expire. For the same reason nothing is committed, and what cannot be read is
 * passed over: it goes to the dead letters of those who must not lose it.
 */
@Component
class TweetListener {

    static final String ID = "near-tweets";

    private static final Logger log = LoggerFactory.getLogger(TweetListener.class);

    private final NearTweets near;
    private final JsonMapper json;

    TweetListener(NearTweets near, JsonMapper json) {
        this.near = near;
        this.json = json;
    }

    @KafkaListener(
            id = ID,
            topics = {"${rookery.topics.prefix}tweets.v1", "${rookery.topics.prefix}counts.v1"},
            groupId = "${rookery.topics.prefix}timeline-service-${random.uuid}",
            autoStartup = "false",
            batch = "true")
    void on(List<@Nullable String> events) {
        events.forEach(this::on);
    }

    private void on(@Nullable String event) {
        try {
            JsonNode fields = event == null ? MissingNode.getInstance() : json.readTree(event);
            switch (fields.path("type").asString()) {
                case "TweetDeleted" -> near.drop(tweetId(fields));
                case "TweetCounted" ->
                    near.count(
                            tweetId(fields),
                            new Counts(
                                    fields.required("like_count").asInt(),
                                    fields.required("retweet_count").asInt(),
                                    fields.required("reply_count").asInt(),
                                    fields.required("quote_count").asInt()));
                default -> {}
            }
        } catch (JacksonException | IllegalArgumentException e) {
            log.atInfo()
                    .setMessage("Not an event of tweets")
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log();
        }
    }

    private static long tweetId(JsonNode fields) {
        return Snowflake.parse(fields.required("tweet_id").asString());
    }
}
