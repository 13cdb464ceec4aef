package io.rookery.fanout;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What the worker asks tweet-service about an author's tweets. */
@HttpExchange("/internal/tweets")
public interface TweetClient {

    /** The newest tweets of each author, newest first, at most {@code limit} each. */
    @GetExchange("/newest")
    Newest newest(@RequestParam("author_ids") long authorIds, @RequestParam int limit);

    record Newest(List<AuthorTweets> authors) {}

    record AuthorTweets(List<Long> tweetIds) {}
}
