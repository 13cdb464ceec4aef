package io.rookery.tweet.reactions;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.rookery.tweet.engagements.Engagements.Count;
import io.rookery.tweet.engagements.Kind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** To react to a tweet, and to take it back. Of a retweet, it is the original that is reacted to. */
@RestController
@RequestMapping("/v1/tweets/{tweet_id}")
@Tag(name = "Reactions")
class ReactionController {

    private final ReactionService reactions;

    ReactionController(ReactionService reactions) {
        this.reactions = reactions;
    }

    @Schema(requiredProperties = {"liked", "like_count"})
    record LikeState(
            @Schema(example = "true") boolean liked,
            @Schema(example = "42") int likeCount) {}

    /** @param retweetId absent if it is not retweeted */
    @Schema(requiredProperties = {"retweeted", "retweet_count"})
    record RetweetState(
            @Schema(example = "true") boolean retweeted,
            @Schema(example = "7") int retweetCount,

            @JsonFormat(shape = JsonFormat.Shape.STRING)
            @Schema(
                    description = "The caller's retweet, an entry with its own id; absent if there is none",
                    type = "string",
                    pattern = "^[0-9]{1,19}$",
                    example = "2006515713438650371")
            @Nullable
            Long retweetId) {

        static RetweetState of(Count count) {
            return new RetweetState(count.entryId() != 0, count.count(), count.entryId() == 0 ? null : count.entryId());
        }
    }

    @Schema(requiredProperties = {"bookmarked", "bookmark_count"})
    record BookmarkState(
            @Schema(example = "true") boolean bookmarked,
            @Schema(example = "3") int bookmarkCount) {}

    @PutMapping("/like")
    @Operation(operationId = "likeTweet", summary = "Like a tweet")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    LikeState like(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return likeState(reactions.add(Kind.LIKE, caller.userId(), tweetId));
    }

    @DeleteMapping("/like")
    @Operation(operationId = "unlikeTweet", summary = "Like a tweet no longer")
    @CanFail(status = 404, code = "not_found")
    LikeState unlike(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return likeState(reactions.remove(Kind.LIKE, caller.userId(), tweetId));
    }

    @PutMapping("/retweet")
    @Operation(operationId = "retweet", summary = "Retweet a tweet, once")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    RetweetState retweet(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return RetweetState.of(reactions.retweet(caller.userId(), tweetId));
    }

    @DeleteMapping("/retweet")
    @Operation(operationId = "undoRetweet", summary = "Undo a retweet")
    @CanFail(status = 404, code = "not_found")
    RetweetState undoRetweet(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return RetweetState.of(reactions.undoRetweet(caller.userId(), tweetId));
    }

    @PutMapping("/bookmark")
    @Operation(operationId = "bookmarkTweet", summary = "Bookmark a tweet; nobody else can see who did")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    BookmarkState bookmark(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return bookmarkState(reactions.add(Kind.BOOKMARK, caller.userId(), tweetId));
    }

    @DeleteMapping("/bookmark")
    @Operation(operationId = "unbookmarkTweet", summary = "Remove a bookmark")
    @CanFail(status = 404, code = "not_found")
    BookmarkState unbookmark(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return bookmarkState(reactions.remove(Kind.BOOKMARK, caller.userId(), tweetId));
    }

    private static LikeState likeState(Count count) {
        return new LikeState(count.entryId() != 0, count.count());
    }

    private static BookmarkState bookmarkState(Count count) {
        return new BookmarkState(count.entryId() != 0, count.count());
    }
}
