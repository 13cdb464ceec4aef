package io.rookery.tweet.presenting;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.tweet.tweets.AuthorTweets;
import io.rookery.tweet.tweets.TweetReader;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What timeline-service and fanout-worker ask for. */
@RestController
@RequestMapping("/internal/tweets")
class InternalTweetController {

    private static final String NO_BOUND = "" + Long.MAX_VALUE;

    private final TweetReader tweets;
    private final AuthorTweets authorTweets;
    private final TweetPresenter presenter;

    InternalTweetController(TweetReader tweets, AuthorTweets authorTweets, TweetPresenter presenter) {
        this.tweets = tweets;
        this.authorTweets = authorTweets;
        this.presenter = presenter;
    }

    record Tweets(List<TweetBody> tweets) {}

    record Newest(List<AuthorIds> authors) {}

    record AuthorIds(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long authorId, List<String> tweetIds) {}

    /** As that viewer sees them, in the order asked for; without one, nothing is hidden but retweets of what is gone. */
    @GetMapping
    Tweets tweets(
            @RequestParam @Size(min = 1, max = 100) List<Long> ids,
            @RequestParam(name = "viewer_id", required = false) @Nullable Long viewerId) {
        return new Tweets(presenter.present(viewerId, tweets.list(ids)));
    }

    /** The newest ids of each author asked for, newest first; {@code before} and {@code after} are exclusive. */
    @GetMapping("/newest")
    Newest newest(
            @RequestParam("author_ids") @Size(min = 1, max = 100) List<Long> authorIds,
            @RequestParam(defaultValue = NO_BOUND) long before,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "800") @Min(1) @Max(800) int limit) {
        return new Newest(
                authorTweets.newestIds(new LinkedHashSet<>(authorIds), before, after, limit).entrySet().stream()
                        .map(author -> new AuthorIds(
                                author.getKey(),
                                author.getValue().stream().map(String::valueOf).toList()))
                        .toList());
    }
}
