package io.rookery.tweet.tweets;

import io.rookery.defaults.idempotency.CurrentClaim;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.problem.InvalidParameterException;
import io.rookery.defaults.security.Caller;
import io.rookery.tweet.relations.Relations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    private static final int MAX_MEDIA = 4;

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

    /**
     * @param content in NFC once here, so that length means the same for composed and decomposed letters; may be empty
     *     with media
     * @param mediaIds of the author's own media that are ready, each once
     * @param replyToTweetId what it answers; of a retweet its original
     * @param quoteTweetId what it quotes; of a retweet its original
     */
    @ContentOrMedia
    record PostTweet(
            @MaxCodePoints(MAX_CONTENT)
            @NoControlCharacters
            @Schema(maxLength = MAX_CONTENT, example = "Hello #rookery")
            String content,

            @Size(max = MAX_MEDIA)
            @ArraySchema(
                    schema = @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650370"),
                    maxItems = MAX_MEDIA)
            List<@NotNull @Positive Long> mediaIds,

            @Positive @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650369") @Nullable
            Long replyToTweetId,

            @Positive @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650369") @Nullable
            Long quoteTweetId) {

        PostTweet {
            content = content == null || content.isBlank() ? "" : Normalizer.normalize(content, Normalizer.Form.NFC);
            mediaIds = mediaIds == null ? List.of() : mediaIds;
        }

        Draft draft() {
            return new Draft(content, mediaIds, replyToTweetId, quoteTweetId);
        }
    }

    @Schema(requiredProperties = "tweets")
    record Tweets(List<TweetBody> tweets) {}

    @PostMapping("/v1/tweets")
    @Operation(operationId = "postTweet", summary = "Post a tweet, a reply or a quote")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    @CanFail(status = 422, code = "media_not_ready")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TweetBody> post(Caller caller, @Valid @RequestBody PostTweet body) {
        Tweet tweet =
                service.post(caller.userId(), body.draft(), CurrentClaim.get().orElse(null));
        return ResponseEntity.created(URI.create("/v1/tweets/" + tweet.tweetId()))
                .body(presenter.presentOne(caller.userId(), tweet).published());
    }

    @GetMapping("/v1/tweets/{tweet_id}")
    @Operation(operationId = "getTweet", summary = "Read a tweet")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    TweetBody get(Caller caller, @PathVariable("tweet_id") long tweetId) {
        return presenter.presentOne(caller.userId(), reader.require(caller.userId(), tweetId));
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
