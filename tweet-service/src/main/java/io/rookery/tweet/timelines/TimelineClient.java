package io.rookery.tweet.timelines;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** timeline-service, as far as it hears of tweets at once. */
@HttpExchange("/internal/timelines/{author_id}/tweets/{tweet_id}")
interface TimelineClient {

    @PutExchange
    void posted(@PathVariable("author_id") long authorId, @PathVariable("tweet_id") long tweetId);

    @DeleteExchange
    void deleted(@PathVariable("author_id") long authorId, @PathVariable("tweet_id") long tweetId);
}
