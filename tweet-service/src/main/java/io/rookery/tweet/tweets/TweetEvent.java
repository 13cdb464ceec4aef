package io.rookery.tweet.tweets;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;

/** What {@code tweets.v1} tells; the schemas are in {@code contracts/events}. */
sealed interface TweetEvent {

    @JsonFormat(shape = JsonFormat.Shape.STRING)
    long eventId();

    long authorId();

    /** The event's id is the tweet's: a tweet is posted once. */
    record TweetPosted(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long tweetId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long authorId)
            implements TweetEvent {

        static TweetPosted of(Tweet tweet) {
            return new TweetPosted(tweet.tweetId(), tweet.tweetId(), tweet.authorId());
        }
    }

    record TweetDeleted(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long tweetId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long authorId)
            implements TweetEvent {}

    @JsonProperty
    default String type() {
        return getClass().getSimpleName();
    }

    @JsonProperty
    default Instant occurredAt() {
        return Snowflake.instant(eventId());
    }
}
