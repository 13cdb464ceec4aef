package io.rookery.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the played services say.
 *
 * @param topic without the prefix
 * @param follow which follow changed, if it is one
 */
record Event(String topic, String key, String json, Optional<World.Edge> follow) {

    static final String TWEETS = "tweets.v1";
    static final String FOLLOWS = "follows.v1";

    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicLong IDS = new AtomicLong(1);
    private static final String TIME = "2026-01-01T00:00:00.000Z";

    static Event followed(World.Edge follow) {
        return follows("UserFollowed", follow);
    }

    static Event unfollowed(World.Edge follow) {
        return follows("UserUnfollowed", follow);
    }

    static Event posted(World.Tweet tweet) {
        return tweets("TweetPosted", tweet);
    }

    static Event deleted(World.Tweet tweet) {
        return tweets("TweetDeleted", tweet);
    }

    private static Event follows(String type, World.Edge follow) {
        String json = json(type, "follower_id", follow.from(), "followee_id", follow.to());
        return new Event(FOLLOWS, Long.toString(follow.from()), json, Optional.of(follow));
    }

    private static Event tweets(String type, World.Tweet tweet) {
        String json = json(type, "tweet_id", tweet.id(), "author_id", tweet.authorId());
        return new Event(TWEETS, Long.toString(tweet.authorId()), json, Optional.empty());
    }

    private static String json(String type, String field, long value, String otherField, long otherValue) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.put("event_id", Long.toString(IDS.getAndIncrement()));
        fields.put("occurred_at", TIME);
        fields.put(field, Long.toString(value));
        fields.put(otherField, Long.toString(otherValue));
        return JSON.writeValueAsString(fields);
    }
}
