package io.rookery.tweet.tweets;

import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;

/**
 * A tweet. When it was posted is in its id.
 *
 * @param content NFC
 */
record Tweet(long tweetId, long authorId, String content) {

    Instant createdAt() {
        return Snowflake.instant(tweetId);
    }
}
