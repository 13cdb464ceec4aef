package io.rookery.tweet.presenting;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.problem.InvalidParameterException;
import io.rookery.defaults.security.Caller;
import io.rookery.tweet.relations.Relations;
import io.rookery.tweet.tweets.AuthorTweets;
import io.rookery.tweet.tweets.TweetKind;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.TweetService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public endpoints of tweets that are there. */
@RestController
@Tag(name = "Tweets")
class TweetController {

    private final TweetService service;
    private final TweetReader reader;
    private final AuthorTweets authorTweets;
    private final TweetPresenter presenter;
    private final TweetLists lists;
    private final Relations relations;

    TweetController(
            TweetService service,
            TweetReader reader,
            AuthorTweets authorTweets,
            TweetPresenter presenter,
            TweetLists lists,
            Relations relations) {
        this.service = service;
        this.reader = reader;
        this.authorTweets = authorTweets;
        this.presenter = presenter;
        this.lists = lists;
        this.relations = relations;
    }

    @Schema(requiredProperties = "tweets")
    record Tweets(List<TweetBody> tweets) {}

    @GetMapping("/v1/tweets/{tweet_id}")
    @Operation(operationId = "getTweet", summary = "Read a tweet")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    TweetBody get(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return presenter.presentOne(caller.userId(), reader.get(tweetId));
    }

    @GetMapping("/v1/tweets")
    @Operation(
            operationId = "getTweets",
            summary = "Read several tweets, in the order asked for; missing ones are absent")
    Tweets getAll(Caller caller, @RequestParam @Size(min = 1, max = 100) List<Long> ids) {
        return new Tweets(presenter.present(caller.userId(), reader.list(ids)));
    }

    @DeleteMapping("/v1/tweets/{tweet_id}")
    @Operation(operationId = "deleteTweet", summary = "Delete one's own tweet, or undo a retweet by its own id")
    @CanFail(status = 403, code = "forbidden")
    @CanFail(status = 404, code = "not_found")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable("tweet_id") long tweetId) {
        service.delete(caller.userId(), tweetId);
    }

    @GetMapping("/v1/users/{user_id}/tweets")
    @Operation(operationId = "listTweetsOfUser", summary = "A user's tweets and quotes, newest first")
    @CanFail(status = 403, code = "blocked")
    TweetList list(
            Caller caller,
            @PathVariable("user_id") long userId,
            @Parameter(
                            description = "What else is to be there: replies, retweets",
                            array =
                                    @ArraySchema(
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            allowableValues = {"replies", "retweets"})))
                    @RequestParam(defaultValue = "")
                    Set<String> include,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Set<TweetKind> kinds = kinds(include);
        relations.requireVisible(caller.userId(), List.of(userId));
        return lists.page(
                "tweets:%d:%s".formatted(userId, new TreeSet<>(kinds)),
                caller.userId(),
                cursor,
                limit,
                (before, size) -> authorTweets.byAuthor(userId, before, size, kinds));
    }

    private static Set<TweetKind> kinds(Set<String> include) {
        Set<TweetKind> kinds = EnumSet.of(TweetKind.POST);
        for (String more : include) {
            kinds.add(
                    switch (more) {
                        case "replies" -> TweetKind.REPLY;
                        case "retweets" -> TweetKind.RETWEET;
                        default -> throw new InvalidParameterException("include is replies, retweets, or both.");
                    });
        }
        return kinds;
    }
}
