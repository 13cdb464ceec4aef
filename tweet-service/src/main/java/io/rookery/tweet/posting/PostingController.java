package io.rookery.tweet.posting;

import io.rookery.defaults.idempotency.CurrentClaim;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.rookery.tweet.presenting.TweetBody;
import io.rookery.tweet.presenting.TweetPresenter;
import io.rookery.tweet.tweets.Draft;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public endpoint that posts. */
@RestController
@Tag(name = "Tweets")
class PostingController {

    private static final int MAX_CONTENT = 280;
    private static final int MAX_MEDIA = 4;

    private final TweetService tweets;
    private final TweetPresenter presenter;

    PostingController(TweetService tweets, TweetPresenter presenter) {
        this.tweets = tweets;
        this.presenter = presenter;
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
                    schema =
                            @Schema(
                                    implementation = String.class,
                                    pattern = "^[0-9]{1,19}$",
                                    example = "2006515713438650370"),
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

    @PostMapping("/v1/tweets")
    @Operation(operationId = "postTweet", summary = "Post a tweet, a reply or a quote")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    @CanFail(status = 422, code = "media_not_ready")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TweetBody> post(Caller caller, @Valid @RequestBody PostTweet body) {
        Tweet tweet =
                tweets.post(caller.userId(), body.draft(), CurrentClaim.get().orElse(null));
        return ResponseEntity.created(URI.create("/v1/tweets/" + tweet.tweetId()))
                .body(presenter.presentOne(caller.userId(), tweet).published());
    }
}
