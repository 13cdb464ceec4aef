package io.rookery.tweet.counting;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code tweets.v1} says, as far as counts go.
 *
 * @param told the event itself
 */
record TweetEvent(
        String told,
        boolean deleted,
        long tweetId,
        long authorId,
        @Nullable Long replyTo,
        @Nullable Long quoteOf,
        @Nullable Long retweetOf) {

    /**
     * @return null for a type not known here: a later producer may add some
     * @throws RuntimeException if it is not an event
     */
    static @Nullable TweetEvent parse(@Nullable String event, JsonMapper json) {
        Fields fields = event == null ? null : json.readValue(event, Fields.class);
        if (event == null || fields == null || fields.type == null || fields.tweetId <= 0 || fields.authorId <= 0) {
            throw new IllegalArgumentException("Not a tweet event: type, tweet_id and author_id are required");
        }
        return switch (fields.type) {
            case "TweetPosted" -> fields.event(event, false);
            case "TweetDeleted" -> fields.event(event, true);
            default -> null;
        };
    }

    /** The JSON of both types in one. */
    record Fields(
            @Nullable String type,
            long tweetId,
            long authorId,
            @Nullable Long replyToTweetId,
            @Nullable Long quoteTweetId,
            @Nullable Long retweetOfTweetId) {

        TweetEvent event(String told, boolean deleted) {
            return new TweetEvent(told, deleted, tweetId, authorId, replyToTweetId, quoteTweetId, retweetOfTweetId);
        }
    }
}
