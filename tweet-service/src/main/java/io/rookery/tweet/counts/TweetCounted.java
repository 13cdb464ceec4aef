package io.rookery.tweet.counts;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;

/** What {@code counts.v1} tells; the schema is in {@code contracts/events}. */
record TweetCounted(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long tweetId,
        int likeCount,
        int retweetCount,
        int replyCount,
        int quoteCount) {

    @JsonProperty
    String type() {
        return "TweetCounted";
    }

    @JsonProperty
    Instant occurredAt() {
        return Snowflake.instant(eventId);
    }
}
