package io.rookery.tweet.presenting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as clients see it.
 *
 * @param nextCursor absent at the end of the list, and only there
 */
@Schema(name = "TweetList", requiredProperties = "tweets")
public record TweetList(
        List<TweetBody> tweets,
        @Schema(example = "ARvYwiZAloABLhVpxA") @Nullable String nextCursor) {}
