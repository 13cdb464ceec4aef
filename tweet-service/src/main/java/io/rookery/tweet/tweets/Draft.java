package io.rookery.tweet.tweets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tweet to be posted, as its author wrote it.
 *
 * @param content NFC
 */
public record Draft(
        String content,
        List<Long> mediaIds,
        @Nullable Long replyTo,
        @Nullable Long quoteOf) {

    public Draft {
        mediaIds = List.copyOf(mediaIds);
    }
}
