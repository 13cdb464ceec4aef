package io.rookery.tweet.conversations;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.presenting.TweetList;
import io.rookery.tweet.tweets.TweetReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public endpoints around one tweet; a retweet's are those of its original. */
@RestController
@RequestMapping("/v1/tweets/{tweet_id}")
@Tag(name = "Conversations")
class ConversationController {

    private static final int REPLIES_OF_THREAD = 20;

    private final TweetReader reader;
    private final Conversations conversations;

    ConversationController(TweetReader reader, Conversations conversations) {
        this.reader = reader;
        this.conversations = conversations;
    }

    @GetMapping("/replies")
    @Operation(operationId = "listReplies", summary = "Replies to a tweet, newest first")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    TweetList replies(
            Caller caller,
            @PathVariable("tweet_id") long tweetId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(Kind.REPLY, caller, tweetId, cursor, limit);
    }

    @GetMapping("/quotes")
    @Operation(operationId = "listQuotes", summary = "Quotes of a tweet, newest first")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    TweetList quotes(
            Caller caller,
            @PathVariable("tweet_id") long tweetId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(Kind.QUOTE, caller, tweetId, cursor, limit);
    }

    @GetMapping("/thread")
    @Operation(operationId = "getThread", summary = "A tweet, what it answers, and its first replies")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    ThreadBody thread(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return conversations.thread(caller.userId(), reader.original(caller.userId(), tweetId), REPLIES_OF_THREAD);
    }

    private TweetList list(Kind kind, Caller caller, long tweetId, @Nullable String cursor, int limit) {
        return conversations.list(kind, caller.userId(), reader.original(caller.userId(), tweetId), cursor, limit);
    }
}
