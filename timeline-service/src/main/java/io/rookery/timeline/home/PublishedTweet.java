package io.rookery.timeline.home;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a tweet's body, for the published document only: at run time the body of tweet-service is passed on as it is.
 * What is called by one name in the documents of two services must be the same there, so this follows tweet-service's.
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
record PublishedTweet(
        @Schema(pattern = ID, example = "2006515713438650369")
        String tweetId,

        @Schema(pattern = ID, example = "1929145904133046279")
        String authorId,

        Author author,
        @Schema(example = "Hello #rookery") String content,
        Entities entities,
        List<Media> media,

        @Schema(example = "2026-01-01T00:00:00.000Z") Instant createdAt,

        @Schema(pattern = ID, example = "2006515713438650369")
        String conversationId,

        @Schema(pattern = ID, example = "2006515713438650369") @Nullable
        String replyToTweetId,

        @Schema(pattern = ID, example = "2006515713438650369") @Nullable
        String quoteTweetId,

        @Nullable Referenced quote,
        @Nullable Referenced retweetOf,
        @Schema(example = "3") int likeCount,
        @Schema(example = "1") int retweetCount,
        @Schema(example = "2") int replyCount,
        @Schema(example = "0") int quoteCount,
        Viewer viewer,
        @Schema(example = "published") @Nullable String status) {

    private static final String ID = "^[0-9]{1,19}$";

    @Schema(
            name = "ReferencedTweet",
            oneOf = {PublishedTweet.class, Unavailable.class})
    interface Referenced {}

    @Schema(
            name = "UnavailableTweet",
            requiredProperties = {"tweet_id", "unavailable"})
    record Unavailable(
            @Schema(pattern = ID, example = "2006515713438650369")
            String tweetId,

            @Schema(description = "deleted or blocked", example = "deleted")
            String unavailable) {}

    @Schema(name = "Author", requiredProperties = "user_id")
    record Author(
            @Schema(pattern = ID, example = "1929145904133046279")
            String userId,

            @Schema(example = "ada") @Nullable String handle,
            @Schema(example = "Ada Lovelace") @Nullable String displayName,

            @Schema(example = "https://api.example.org/media/2006515713438650370/original") @Nullable
            String avatarUrl) {}

    @Schema(
            name = "Entities",
            requiredProperties = {"hashtags", "mentions", "urls"})
    record Entities(List<Hashtag> hashtags, List<Mention> mentions, List<Url> urls) {}

    @Schema(
            name = "Hashtag",
            requiredProperties = {"text", "start", "end"})
    record Hashtag(
            @Schema(example = "rookery") String text,
            @Schema(example = "6") int start,
            @Schema(example = "14") int end) {}

    @Schema(
            name = "Mention",
            requiredProperties = {"handle", "start", "end"})
    record Mention(
            @Schema(example = "ada") String handle,

            @Schema(pattern = ID, example = "1929145904133046279") @Nullable
            String userId,

            @Schema(example = "0") int start,
            @Schema(example = "4") int end) {}

    @Schema(
            name = "Link",
            requiredProperties = {"url", "start", "end"})
    record Url(
            @Schema(example = "https://example.com/") String url,
            @Schema(example = "15") int start,
            @Schema(example = "35") int end) {}

    @Schema(
            name = "TweetMedia",
            requiredProperties = {"media_id", "type"})
    record Media(
            @Schema(pattern = ID, example = "2006515713438650370")
            String mediaId,

            @Schema(example = "image") String type,

            @Schema(example = "https://api.example.org/media/2006515713438650370/original") @Nullable
            String url,

            @Schema(example = "https://api.example.org/media/2006515713438650370/preview") @Nullable
            String previewUrl,

            @Schema(example = "1200") @Nullable Integer width,
            @Schema(example = "800") @Nullable Integer height,

            @Schema(example = "Two rooks on a chimney") @Nullable
            String altText,

            @Schema(example = "LEHV6nWB2yk8pyo0adR*.7kCMdnj") @Nullable
            String blurhash) {}

    @Schema(
            name = "TweetViewer",
            requiredProperties = {"liked", "retweeted", "bookmarked"})
    record Viewer(
            @Schema(example = "true") boolean liked,
            @Schema(example = "false") boolean retweeted,
            @Schema(example = "false") boolean bookmarked) {}
}
