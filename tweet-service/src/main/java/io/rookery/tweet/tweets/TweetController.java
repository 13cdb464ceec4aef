package io.rookery.tweet.tweets;

import io.rookery.defaults.security.Caller;
import io.rookery.defaults.web.Cursor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public endpoints of tweets. */
@RestController
@Tag(name = "Tweets")
class TweetController {

    private static final int MAX_CONTENT = 280;

    private final TweetService tweets;
    private final AuthorTweets authorTweets;
    private final TweetPresenter presenter;

    TweetController(TweetService tweets, AuthorTweets authorTweets, TweetPresenter presenter) {
        this.tweets = tweets;
        this.authorTweets = authorTweets;
        this.presenter = presenter;
    }

    /** @param content in NFC once here, so that length means the same for composed and decomposed letters */
    record PostTweet(
            @NotBlank @MaxCodePoints(MAX_CONTENT) @NoControlCharacters @Schema(maxLength = MAX_CONTENT)
            String content) {

        PostTweet {
            content = content == null || content.isBlank() ? "" : Normalizer.normalize(content, Normalizer.Form.NFC);
        }
    }

    @Schema(requiredProperties = "tweets")
    record Tweets(List<TweetBody> tweets) {}

    @Schema(requiredProperties = "tweets")
    record TweetList(List<TweetBody> tweets, @Nullable String nextCursor) {}

    @PostMapping("/v1/tweets")
    @Operation(operationId = "postTweet", summary = "Post a tweet")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TweetBody> post(Caller caller, @Valid @RequestBody PostTweet body) {
        Tweet tweet = tweets.post(caller.userId(), body.content());
        return ResponseEntity.created(URI.create("/v1/tweets/" + tweet.tweetId()))
                .body(presenter.present(tweet).published());
    }

    @GetMapping("/v1/tweets/{tweet_id}")
    @Operation(operationId = "getTweet", summary = "Read a tweet")
    TweetBody get(@PathVariable("tweet_id") long tweetId) {
        return presenter.present(tweets.tweet(tweetId));
    }

    @GetMapping("/v1/tweets")
    @Operation(
            operationId = "getTweets",
            summary = "Read several tweets, in the order asked for; missing ones are absent")
    Tweets getAll(@RequestParam @Size(min = 1, max = 100) List<Long> ids) {
        return new Tweets(presenter.present(tweets.tweets(ids)));
    }

    @DeleteMapping("/v1/tweets/{tweet_id}")
    @Operation(operationId = "deleteTweet", summary = "Delete one's own tweet")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable("tweet_id") long tweetId) {
        tweets.delete(caller.userId(), tweetId);
    }

    @GetMapping("/v1/users/{user_id}/tweets")
    @Operation(operationId = "listTweetsOfUser", summary = "A user's tweets, newest first")
    TweetList list(
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String list = "tweets:" + userId;
        long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(list, cursor, 1)[0];
        TweetPage page = authorTweets.page(userId, before, limit);
        OptionalLong next = page.next();
        return new TweetList(
                presenter.present(page.tweets()), next.isPresent() ? Cursor.encode(list, next.getAsLong()) : null);
    }
}
