package io.rookery.tweet.tweets;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What {@code tweets.v1} tells; the schemas are in {@code contracts/events}. */
sealed interface TweetEvent {

    @JsonFormat(shape = JsonFormat.Shape.STRING)
    long eventId();

    long authorId();

    /** @param eventId the tweet's id, unless the post was begun once before */
    record TweetPosted(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long tweetId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long authorId,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Long replyToTweetId,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Long quoteTweetId,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Long retweetOfTweetId)
            implements TweetEvent {

        static TweetPosted of(Tweet tweet, long eventId) {
            return new TweetPosted(
                    eventId, tweet.tweetId(), tweet.authorId(), tweet.replyTo(), tweet.quoteOf(), tweet.retweetOf());
        }
    }

    /** It names what the tweet referred to, because the tweet that knew it is gone. */
    record TweetDeleted(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long tweetId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long authorId,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Long replyToTweetId,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Long quoteTweetId,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Long retweetOfTweetId)
            implements TweetEvent {

        static TweetDeleted of(Tweet tweet, long eventId) {
            return new TweetDeleted(
                    eventId, tweet.tweetId(), tweet.authorId(), tweet.replyTo(), tweet.quoteOf(), tweet.retweetOf());
        }
    }

    @JsonProperty
    default String type() {
        return getClass().getSimpleName();
    }

    @JsonProperty
    default Instant occurredAt() {
        return Snowflake.instant(eventId());
    }
}
