package io.rookery.tweet.conversations;

import io.rookery.tweet.presenting.ReferencedTweet;
import io.rookery.tweet.presenting.TweetBody;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tweet with what stands above and below it.
 *
 * @param ancestors oldest first, the nearest 40, or fewer where they cannot be read in time; the first may be one that is
 *     deleted, which hides what was above it
 * @param replies newest first
 * @param nextCursor for the list of replies
 */
@Schema(
        name = "TweetThread",
        requiredProperties = {"ancestors", "tweet", "replies"})
record ThreadBody(
        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "What it answers, oldest first: the nearest 40, or fewer. Where the first one has"
                                                + " a reply_to_tweet_id there is more in that one's own thread"))
        List<ReferencedTweet> ancestors,

        TweetBody tweet,
        List<TweetBody> replies,
        @Schema(example = "ARvYwiZAloABLhVpxA") @Nullable String nextCursor) {}
