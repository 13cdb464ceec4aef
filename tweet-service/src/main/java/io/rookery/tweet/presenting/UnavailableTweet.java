package io.rookery.tweet.presenting;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A tweet that cannot be shown.
 *
 * @param unavailable {@code deleted} or {@code blocked}
 */
@Schema(
        name = "UnavailableTweet",
        requiredProperties = {"tweet_id", "unavailable"})
public record UnavailableTweet(
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650369")
        long tweetId,

        @Schema(description = "deleted or blocked", example = "deleted")
        String unavailable)
        implements ReferencedTweet {

    public static UnavailableTweet deleted(long tweetId) {
        return new UnavailableTweet(tweetId, "deleted");
    }

    static UnavailableTweet blocked(long tweetId) {
        return new UnavailableTweet(tweetId, "blocked");
    }
}
