package io.rookery.timeline.home;

import io.rookery.defaults.ids.Snowflake;
import tools.jackson.databind.JsonNode;

/** A hydrated tweet: the two ids a timeline decides by, and the body that it passes on as it is. */
record Tweet(long tweetId, long authorId, JsonNode body) {

    static Tweet of(JsonNode body) {
        return new Tweet(
                Snowflake.parse(body.required("tweet_id").asString()),
                Snowflake.parse(body.required("author_id").asString()),
                body);
    }
}
