package io.rookery.tweet.tweets;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.tweet.entities.Entities;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tweet. When it was posted is in its id.
 *
 * @param content NFC; empty for a retweet, or where media say it all
 * @param conversationId the first tweet of the chain of replies, its own id if it is that
 * @param replyTo never a retweet
 * @param quoteOf never a retweet
 * @param retweetOf never a retweet; set for retweets only, which have nothing else
 * @param mediaIds in the author's order
 */
public record Tweet(
        long tweetId,
        long authorId,
        String content,
        long conversationId,
        @Nullable Long replyTo,
        @Nullable Long quoteOf,
        @Nullable Long retweetOf,
        List<Long> mediaIds,
        Entities entities) {

    public Tweet {
        mediaIds = List.copyOf(mediaIds);
    }

    static Tweet retweet(long tweetId, long authorId, long originalId) {
        return new Tweet(tweetId, authorId, "", tweetId, null, null, originalId, List.of(), Entities.NONE);
    }

    public Instant createdAt() {
        return Snowflake.instant(tweetId);
    }

    public TweetKind kind() {
        if (retweetOf != null) {
            return TweetKind.RETWEET;
        }
        return replyTo != null ? TweetKind.REPLY : TweetKind.POST;
    }

    /** The tweet that likes and all else of this one belong to: of a retweet its original. */
    public long originalId() {
        return retweetOf == null ? tweetId : retweetOf;
    }
}
