package io.rookery.timeline;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tweets as tweet-service shows them, without what they refer to. */
final class TweetBodies {

    private static final JsonMapper JSON = new JsonMapper();

    private TweetBodies() {}

    static ObjectNode tweet(long tweetId, long authorId) {
        return (ObjectNode) JSON.readTree("""
            {
              "tweet_id": "%1$d",
              "author_id": "%2$d",
              "author": {"user_id": "%2$d", "handle": "user%2$d", "display_name": "User %2$d"},
              "content": "Tweet %1$d",
              "entities": {"hashtags": [], "mentions": [], "urls": []},
              "media": [],
              "created_at": "2026-01-01T00:00:00.000Z",
              "conversation_id": "%1$d",
              "like_count": 0,
              "retweet_count": 0,
              "reply_count": 0,
              "quote_count": 0,
              "viewer": {"liked": false, "retweeted": false, "bookmarked": false}
            }\
            """.formatted(tweetId, authorId));
    }

    static ObjectNode retweet(long retweetId, long userId) {
        return tweet(retweetId, userId).put("content", "");
    }

    static ObjectNode quote(long quoteId, long userId, long quotedId) {
        return tweet(quoteId, userId).put("quote_tweet_id", Long.toString(quotedId));
    }
}
