package io.rookery.tweet.home;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.tweet.presenting.TweetBody;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All that timeline-service asks for a page of a home timeline, in one call. */
@RestController
class InternalHomeController {

    private final HomeService home;

    InternalHomeController(HomeService home) {
        this.home = home;
    }

    /** @param retweetOfTweetId of a retweet */
    record PlainTweet(
            TweetBody tweet,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Long retweetOfTweetId) {}

    /**
     * @param tweets without what they refer to: that is among them itself, if it exists
     * @param ownIds newest first
     * @param liked by the viewer, as far as it is known to be asked for: of {@code ids} and {@code tweets}
     */
    record Home(
            List<PlainTweet> tweets,
            List<String> ownIds,
            List<String> liked,
            List<String> retweeted,
            List<String> bookmarked) {}

    /**
     * @param ids tweets the caller has, of which it only lacks what the viewer did to them
     * @param missing tweets the caller lacks; they come with all they refer to
     * @param ownAfter the viewer's own newest tweets above this id and below {@code ownBefore} come, too
     */
    @GetMapping("/internal/tweets/home")
    Home home(
            @RequestParam("viewer_id") long viewerId,
            @RequestParam(defaultValue = "") @Size(max = 500) Set<Long> ids,
            @RequestParam(defaultValue = "") @Size(max = 500) Set<Long> missing,
            @RequestParam("own_after") long ownAfter,
            @RequestParam("own_before") long ownBefore) {
        HomeService.Home found = home.of(viewerId, ids, missing, ownAfter, ownBefore);
        return new Home(
                found.tweets().stream()
                        .map(tweet -> new PlainTweet(found.look().plain(tweet), tweet.retweetOf()))
                        .toList(),
                texts(found.ownIds()),
                texts(found.liked()),
                texts(found.retweeted()),
                texts(found.bookmarked()));
    }

    private static List<String> texts(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }
}
