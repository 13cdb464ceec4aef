package io.rookery.timeline.home;

import io.rookery.defaults.ids.Snowflake;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * A hydrated tweet: the ids a timeline decides by, and the body that it passes on as it is.
 *
 * @param authorId of a retweet, who retweeted
 * @param originalAuthorId of a retweet, whose tweet it is
 */
record Tweet(long tweetId, long authorId, OptionalLong originalAuthorId, JsonNode body) {

    static Tweet of(JsonNode body) {
        return new Tweet(
                id(body.required("tweet_id")),
                id(body.required("author_id")),
                body.at("/retweet_of/author_id").isMissingNode()
                        ? OptionalLong.empty()
                        : OptionalLong.of(id(body.at("/retweet_of/author_id"))),
                body);
    }

    /** Everybody whose relation to a reader decides whether the reader sees it. */
    LongStream authors() {
        return LongStream.concat(LongStream.of(authorId), originalAuthorId.stream());
    }

    /** One's own always; else of somebody the reader follows, as long as nobody in it is muted or blocked. */
    boolean isVisible(long readerId, GraphClient.Relations relations) {
        return authorId == readerId
                || relations.followingIds().contains(authorId)
                        && authors()
                                .noneMatch(author -> relations.mutingIds().contains(author)
                                        || relations.blockedIds().contains(author));
    }

    private static long id(JsonNode id) {
        return Snowflake.parse(id.asString());
    }
}
