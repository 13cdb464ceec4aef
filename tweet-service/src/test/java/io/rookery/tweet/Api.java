package io.rookery.tweet;

import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** tweet-service over HTTP. */
@TestComponent
public class Api extends ServiceApi {

    public Api(Environment environment, TestTokens tokens) {
        super(environment, tokens);
    }

    public Reply postTweet(long userId, String content) {
        return post(userId, "/v1/tweets", Map.of("content", content));
    }

    public Reply reply(long userId, String tweetId, String content) {
        return post(userId, "/v1/tweets", Map.of("content", content, "reply_to_tweet_id", tweetId));
    }

    public Reply quote(long userId, String tweetId, String content) {
        return post(userId, "/v1/tweets", Map.of("content", content, "quote_tweet_id", tweetId));
    }

    /** As the id of the new tweet. */
    public String posted(long userId, String content) {
        return postTweet(userId, content).text("tweet_id");
    }
}
