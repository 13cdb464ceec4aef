package io.rookery.tweet.presenting;

import io.swagger.v3.oas.annotations.media.Schema;

/** A tweet that another one refers to: there, or said to be gone, never left out. */
@Schema(
        name = "ReferencedTweet",
        oneOf = {TweetBody.class, UnavailableTweet.class})
public sealed interface ReferencedTweet permits TweetBody, UnavailableTweet {

    long tweetId();
}
