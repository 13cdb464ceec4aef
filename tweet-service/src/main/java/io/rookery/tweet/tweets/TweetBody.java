package io.rookery.tweet.tweets;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.tweet.authors.AuthorCard;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tweet as clients see it.
 *
 * @param status {@code published} in the reply to posting it
 */
@Schema(
        name = "Tweet",
        requiredProperties = {"tweet_id", "author_id", "author", "content", "created_at"})
record TweetBody(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", pattern = "^[0-9]{1,19}$")
        long tweetId,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", pattern = "^[0-9]{1,19}$")
        long authorId,

        AuthorCard author,
        String content,
        Instant createdAt,
        @Nullable String status) {

    static TweetBody of(Tweet tweet, AuthorCard author) {
        return new TweetBody(tweet.tweetId(), tweet.authorId(), author, tweet.content(), tweet.createdAt(), null);
    }

    TweetBody published() {
        return new TweetBody(tweetId, authorId, author, content, createdAt, "published");
    }
}
