package io.rookery.timeline.home;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a tweet's body, for the published document only: at run time the body of tweet-service is passed on as it is,
 * so that a field added there needs no release here.
 *
 * @param content up to 280 code points
 */
@Schema(
        name = "Tweet",
        description = "A tweet. A retweet has its own `tweet_id`, no content, and `retweet_of`.",
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

        @Schema(description = "Empty in a retweet, and where there is only media", example = "Good morning #birds")
        String content,

        Entities entities,
        List<Media> media,

        @Schema(example = "2026-01-01T00:00:00.000Z") Instant createdAt,

        @Schema(pattern = ID, description = "The first tweet of its conversation", example = "2006515713438650369")
        String conversationId,

        @Nullable @Schema(pattern = ID, description = "In a reply only", example = "2006515713438600001")
        String replyToTweetId,

        @Nullable
        @Schema(
                description = "In a quote only: the quoted tweet, or why it cannot be shown",
                oneOf = {PublishedTweet.class, Unavailable.class})
        Object quote,

        @Nullable
        @Schema(
                description = "In a retweet only: the original",
                oneOf = {PublishedTweet.class, Unavailable.class})
        Object retweetOf,

        @Schema(example = "12") int likeCount,
        @Schema(example = "3") int retweetCount,
        @Schema(example = "2") int replyCount,
        @Schema(example = "1") int quoteCount,
        Viewer viewer) {

    private static final String ID = "^[0-9]{1,19}$";
    private static final String START = "Offset of the first character, in code points of the content";
    private static final String END = "Offset behind the last character, in code points of the content";

    @Schema(
            name = "TweetAuthor",
            requiredProperties = {"user_id", "handle", "display_name"})
    record Author(
            @Schema(pattern = ID, example = "1929145904133046279")
            String userId,

            @Schema(example = "ada") String handle,
            @Schema(example = "Ada") String displayName,

            @Nullable @Schema(description = "A path of this API", example = "/media/2006515713438640129/original")
            String avatarUrl) {}

    @Schema(
            name = "TweetEntities",
            requiredProperties = {"hashtags", "mentions", "urls"})
    record Entities(List<Hashtag> hashtags, List<Mention> mentions, List<Url> urls) {}

    @Schema(
            name = "Hashtag",
            requiredProperties = {"text", "start", "end"})
    record Hashtag(
            @Schema(description = "Without the sign", example = "birds")
            String text,

            @Schema(description = START, example = "13") int start,
            @Schema(description = END, example = "19") int end) {}

    @Schema(
            name = "Mention",
            requiredProperties = {"handle", "start", "end"})
    record Mention(
            @Schema(example = "ada") String handle,

            @Nullable
            @Schema(pattern = ID, description = "Absent if there is no such user", example = "1929145904133046279")
            String userId,

            @Schema(description = START, example = "0") int start,
            @Schema(description = END, example = "4") int end) {}

    @Schema(
            name = "Url",
            requiredProperties = {"url", "start", "end"})
    record Url(
            @Schema(example = "https://example.org/birds") String url,

            @Schema(description = START, example = "0") int start,
            @Schema(description = END, example = "25") int end) {}

    @Schema(
            name = "TweetMedia",
            requiredProperties = {"media_id", "type", "url"})
    record Media(
            @Schema(pattern = ID, example = "2006515713438640129")
            String mediaId,

            @Schema(description = "image; others may come", example = "image")
            String type,

            @Schema(description = "A path of this API", example = "/media/2006515713438640129/original")
            String url,

            @Nullable @Schema(example = "/media/2006515713438640129/preview")
            String previewUrl,

            @Nullable @Schema(description = "Pixels", example = "1600")
            Integer width,

            @Nullable @Schema(description = "Pixels", example = "1200")
            Integer height,

            @Nullable @Schema(description = "For those who cannot see it", example = "A heron at dawn")
            String altText,

            @Nullable @Schema(description = "What to show until it is loaded", example = "LEHV6nWB2yk8pyo0adR*.7kCMdnj")
            String blurhash) {}

    @Schema(
            name = "TweetViewer",
            description = "What the reader did with it",
            requiredProperties = {"liked", "retweeted", "bookmarked"})
    record Viewer(
            @Schema(example = "true") boolean liked,
            @Schema(example = "false") boolean retweeted,
            @Schema(example = "false") boolean bookmarked) {}

    @Schema(
            name = "UnavailableTweet",
            description = "In place of a referenced tweet that cannot be shown",
            requiredProperties = {"tweet_id", "unavailable"})
    record Unavailable(
            @Schema(pattern = ID, example = "2006515713438650369")
            String tweetId,

            @Schema(description = "deleted or blocked; others may come", example = "deleted")
            String unavailable) {}
}
