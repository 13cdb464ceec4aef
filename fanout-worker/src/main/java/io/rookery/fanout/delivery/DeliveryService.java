package io.rookery.fanout.delivery;

import io.rookery.fanout.AuthorClient;
import io.rookery.fanout.AuthorClient.Followers;
import io.rookery.fanout.FanoutProperties;
import io.rookery.timelines.TimelineStore;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Brings a tweet to the followers of its author, one page of followers after the other. Every effect may be repeated, so a
 * worker that dies between two pages begins again and nobody has the tweet twice.
 */
@Service
class DeliveryService {

    private final AuthorClient authors;
    private final TimelineStore timelines;
    private final FanoutProperties settings;
    private final DeliveryMetrics metrics;

    DeliveryService(AuthorClient authors, TimelineStore timelines, FanoutProperties settings, DeliveryMetrics metrics) {
        this.authors = authors;
        this.timelines = timelines;
        this.settings = settings;
        this.metrics = metrics;
    }

    void deliver(TweetEvent.TweetPosted tweet) {
        if (authors.isPushed(tweet.authorId())) {
            forEachPage(tweet.authorId(), followers -> {
                timelines.push(tweet.tweetId(), followers);
                metrics.pushed(followers.size());
            });
        } else {
            metrics.leftToPull();
        }
    }

    /** Readers hide a deleted tweet at once; this only frees its place. */
    void withdraw(TweetEvent.TweetDeleted tweet) {
        if (authors.isPushed(tweet.authorId())) {
            forEachPage(tweet.authorId(), followers -> timelines.remove(tweet.tweetId(), followers));
        }
    }

    /** Memory does not grow with an author's followers: one page at a time. */
    private void forEachPage(long authorId, Consumer<List<Long>> effect) {
        Long after = 0L;
        while (after != null) {
            Followers page = authors.followers(authorId, after, settings.followerPage());
            if (!page.followerIds().isEmpty()) {
                effect.accept(page.followerIds());
            }
            after = page.nextAfter();
        }
    }
}
