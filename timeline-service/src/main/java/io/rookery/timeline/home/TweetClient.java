package io.rookery.timeline.home;

import java.util.Collection;
import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import tools.jackson.databind.JsonNode;

/** What a home read asks tweet-service. */
@HttpExchange("/internal/tweets")
interface TweetClient {

    /** Authors of one {@link #newest} call, tweets of one {@link #byIds} call. */
    int BATCH = 100;

    /**
     * Whole tweets as this viewer sees them, in the order asked; left out is what is gone, what is by somebody blocked in
     * either direction, and retweets of the same.
     */
    @GetExchange
    Tweets byIds(@RequestParam Collection<Long> ids, @RequestParam("viewer_id") long viewerId);

    /** Ids between the two bounds (both exclusive), newest first, at most {@code limit} of each author. */
    @GetExchange("/newest")
    Newest newest(
            @RequestParam("author_ids") Collection<Long> authorIds,
            @RequestParam long before,
            @RequestParam long after,
            @RequestParam int limit);

    record Tweets(List<JsonNode> tweets) {}

    record Newest(List<AuthorTweets> authors) {}

    record AuthorTweets(List<Long> tweetIds) {}
}
