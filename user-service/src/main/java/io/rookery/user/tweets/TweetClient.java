package io.rookery.user.tweets;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** tweet-service, as far as users need it. */
@HttpExchange
interface TweetClient {

    /** The most ids of one call. */
    int MAX_IDS = 100;

    /** Who never posted may be absent. */
    @GetExchange("/internal/tweets/counts")
    Counts counts(@RequestParam("author_ids") List<Long> authorIds);

    record Counts(List<Author> authors) {}

    record Author(long authorId, long tweetsCount) {}
}
