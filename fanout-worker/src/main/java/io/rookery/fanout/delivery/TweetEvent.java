package io.rookery.fanout.delivery;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code tweets.v1} says, as far as the worker cares. */
sealed interface TweetEvent {

    long tweetId();

    long authorId();

    record TweetPosted(long tweetId, long authorId) implements TweetEvent {}

    record TweetDeleted(long tweetId, long authorId) implements TweetEvent {}

    /**
     * @return null for a type this worker does not know: a later producer may add some
     * @throws IllegalArgumentException if it is not an event
     */
    static @Nullable TweetEvent parse(String event, JsonMapper json) {
        Fields fields = json.readValue(event, Fields.class);
        if (fields.type == null || fields.tweetId <= 0 || fields.authorId <= 0) {
            throw new IllegalArgumentException("Not a tweet event: type, tweet_id and author_id are required");
        }
        return switch (fields.type) {
            case "TweetPosted" -> new TweetPosted(fields.tweetId, fields.authorId);
            case "TweetDeleted" -> new TweetDeleted(fields.tweetId, fields.authorId);
            default -> null;
        };
    }

    /** The JSON of all types in one. */
    record Fields(@Nullable String type, long tweetId, long authorId) {}
}
