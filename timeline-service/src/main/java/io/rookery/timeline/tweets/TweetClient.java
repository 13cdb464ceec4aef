package io.rookery.timeline.tweets;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import tools.jackson.databind.node.ObjectNode;

/** tweet-service, as far as it knows tweets. */
@HttpExchange("/internal/tweets/home")
interface TweetClient {

    /**
     * All that a page needs.
     *
     * @param ids tweets of which only is asked what the viewer did to them
     * @param missing tweets that are asked for, with all they refer to
     * @param ownAfter the viewer's own tweets above this id and below {@code ownBefore} are asked for as well
     */
    @GetExchange
    Home home(
            @RequestParam("viewer_id") long viewerId,
            @RequestParam(required = false) Collection<Long> ids,
            @RequestParam(required = false) Collection<Long> missing,
            @RequestParam("own_after") long ownAfter,
            @RequestParam("own_before") long ownBefore);

    /** @param tweets those that exist, without what they refer to: that is among them, too */
    record Home(
            List<PlainTweet> tweets, List<Long> ownIds, Set<Long> liked, Set<Long> retweeted, Set<Long> bookmarked) {}

    record PlainTweet(ObjectNode tweet, @Nullable Long retweetOfTweetId) {}
}
