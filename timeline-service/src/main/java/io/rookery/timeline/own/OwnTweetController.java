package io.rookery.timeline.own;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For tweet-service, before it answers an author. The fan-out does the same again from the event. */
@RestController
@RequestMapping("/internal/timelines/{author_id}/tweets/{tweet_id}")
class OwnTweetController {

    private final OwnTweetService tweets;

    OwnTweetController(OwnTweetService tweets) {
        this.tweets = tweets;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void posted(@PathVariable("author_id") long authorId, @PathVariable("tweet_id") long tweetId) {
        tweets.posted(authorId, tweetId);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleted(@PathVariable("author_id") long authorId, @PathVariable("tweet_id") long tweetId) {
        tweets.deleted(authorId, tweetId);
    }
}
