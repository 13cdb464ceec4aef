package io.rookery.tweet.presenting;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.tweet.authors.AuthorCard;
import io.rookery.tweet.entities.Entities;
import io.rookery.tweet.media.MediaCard;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tweet as clients see it.
 *
 * @param replyToTweetId what it answers
 * @param quoteTweetId what it quotes, also where {@code quote} is not nested any deeper
 * @param quote what it quotes, in a tweet itself and in a retweeted one
 * @param retweetOf a retweet has nothing but this; its counts and {@code viewer} are those of its original
 * @param status {@code published} in the reply to posting it
 */
@Schema(
        name = "Tweet",
        requiredProperties = {
            "tweet_id",
            "author_id",
            "author",
            "content",
            "entities",
            "media",
            "created_at",
            "conversation_id",
            "like_count",
            "retweet_count",
            "reply_count",
            "quote_count",
            "viewer"
        })
public record TweetBody(
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650369")
        long tweetId,

        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "1929145904133046279")
        long authorId,

        AuthorCard author,

        @Schema(example = "Hello #rookery") String content,

        Entities entities,
        List<MediaCard> media,

        @Schema(example = "2026-01-01T00:00:00.000Z") Instant createdAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650369")
        long conversationId,

        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650369")
        @Nullable
        Long replyToTweetId,

        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650369")
        @Nullable
        Long quoteTweetId,

        @Nullable ReferencedTweet quote,
        @Nullable ReferencedTweet retweetOf,

        @Schema(example = "3") int likeCount,
        @Schema(example = "1") int retweetCount,
        @Schema(example = "2") int replyCount,
        @Schema(example = "0") int quoteCount,
        Viewer viewer,

        @Schema(example = "published") @Nullable String status)
        implements ReferencedTweet {

    /** What the caller has done to a tweet. */
    @Schema(
            name = "TweetViewer",
            requiredProperties = {"liked", "retweeted", "bookmarked"})
    public record Viewer(
            @Schema(example = "true") boolean liked,
            @Schema(example = "false") boolean retweeted,
            @Schema(example = "false") boolean bookmarked) {}

    /** As the reply to posting it. */
    public TweetBody published() {
        return new TweetBody(
                tweetId,
                authorId,
                author,
                content,
                entities,
                media,
                createdAt,
                conversationId,
                replyToTweetId,
                quoteTweetId,
                quote,
                retweetOf,
                likeCount,
                retweetCount,
                replyCount,
                quoteCount,
                viewer,
                "published");
    }
}
