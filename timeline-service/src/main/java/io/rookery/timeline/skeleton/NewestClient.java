package io.rookery.timeline.skeleton;

import java.util.Collection;
import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** tweet-service, as far as it knows what authors posted. */
@HttpExchange("/internal/tweets/newest")
interface NewestClient {

    /** Authors of one call. */
    int BATCH = 100;

    /** Ids between the two bounds (both exclusive), newest first, at most {@code limit} of each author. */
    @GetExchange
    Newest newest(
            @RequestParam("author_ids") Collection<Long> authorIds,
            @RequestParam long before,
            @RequestParam long after,
            @RequestParam int limit);

    record Newest(List<AuthorTweets> authors) {}

    record AuthorTweets(long authorId, List<Long> tweetIds) {}
}
