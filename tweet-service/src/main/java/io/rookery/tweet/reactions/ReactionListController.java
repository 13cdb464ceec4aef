package io.rookery.tweet.reactions;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.rookery.defaults.web.Cursor;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Engagements.Entry;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.presenting.TweetList;
import io.rookery.tweet.presenting.TweetLists;
import io.rookery.tweet.relations.Relations;
import io.rookery.tweet.tweets.TweetPage;
import io.rookery.tweet.tweets.TweetReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who reacted to a tweet, and to what a user did; the latest reaction first. */
@RestController
@Tag(name = "Reactions")
class ReactionListController {

    private final Engagements engagements;
    private final TweetReader reader;
    private final TweetLists lists;
    private final Relations relations;
    private final ProfileClient profiles;

    ReactionListController(
            Engagements engagements,
            TweetReader reader,
            TweetLists lists,
            Relations relations,
            ProfileClient profiles) {
        this.engagements = engagements;
        this.reader = reader;
        this.lists = lists;
        this.relations = relations;
        this.profiles = profiles;
    }

    /** @param nextCursor absent at the end */
    @Schema(requiredProperties = "users")
    record UserList(
            List<User> users,

            @Schema(description = "Absent at the end", example = "ARsMf0KxQAAB0iPqkw") @Nullable
            String nextCursor) {}

    @GetMapping("/v1/tweets/{tweet_id}/likes")
    @Operation(
            operationId = "listLikesOfTweet",
            summary = "Who likes a tweet, newest first",
            description = "Without those who block the caller or whom the caller blocks: a page may be short.")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    UserList likes(
            Caller caller,
            @PathVariable("tweet_id") long tweetId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return users(Kind.LIKE, caller.userId(), tweetId, limit, cursor);
    }

    @GetMapping("/v1/tweets/{tweet_id}/retweets")
    @Operation(
            operationId = "listRetweetsOfTweet",
            summary = "Who retweeted a tweet, newest first",
            description = "Without those who block the caller or whom the caller blocks: a page may be short.")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    UserList retweets(
            Caller caller,
            @PathVariable("tweet_id") long tweetId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return users(Kind.RETWEET, caller.userId(), tweetId, limit, cursor);
    }

    @GetMapping("/v1/users/{user_id}/likes")
    @Operation(operationId = "listLikesOfUser", summary = "What a user likes, latest like first")
    @CanFail(status = 403, code = "blocked")
    TweetList likesOfUser(
            Caller caller,
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        relations.requireVisible(caller.userId(), List.of(userId));
        return tweets(Kind.LIKE, "user-likes:" + userId, caller.userId(), userId, limit, cursor);
    }

    @GetMapping("/v1/bookmarks")
    @Operation(operationId = "listBookmarks", summary = "The caller's bookmarks, latest first")
    TweetList bookmarks(
            Caller caller,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        long userId = caller.userId();
        return tweets(Kind.BOOKMARK, "bookmarks:" + userId, userId, userId, limit, cursor);
    }

    private UserList users(Kind kind, long viewerId, long tweetId, int limit, @Nullable String cursor) {
        long originalId = reader.original(viewerId, tweetId).tweetId();
        String list = kind + ":" + originalId;
        long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(list, cursor, 1)[0];
        Engagements.Page page = engagements.page(kind, originalId, before, limit);
        List<Long> userIds = page.entries().stream().map(Entry::memberId).toList();
        OptionalLong next = page.next();
        return new UserList(
                userIds.isEmpty()
                        ? List.of()
                        : profiles.profiles(viewerId, userIds).users(),
                next.isPresent() ? Cursor.encode(list, next.getAsLong()) : null);
    }

    private TweetList tweets(Kind kind, String list, long viewerId, long userId, int limit, @Nullable String cursor) {
        return lists.page(list, viewerId, cursor, limit, (before, size) -> {
            Engagements.Page page = engagements.byUser(kind, userId, before, size);
            List<Long> tweetIds = page.entries().stream().map(Entry::memberId).toList();
            return new TweetPage(reader.list(tweetIds), page.next());
        });
    }
}
