package io.rookery.timeline.tweets;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tweets in memory, the hot ones of a whole instance. A tweet that somebody loads at this moment is there as a future, so that
 * nobody else loads it too.
 */
@Component
public class NearTweets {

    private final AsyncCache<Long, Tweet> tweets;

    NearTweets(TweetsProperties settings, MeterRegistry registry) {
        tweets = Caffeine.newBuilder()
                .maximumSize(settings.cached())
                .expireAfterWrite(settings.fresh())
                .recordStats()
                .buildAsync();
        CaffeineCacheMetrics.monitor(registry, tweets, "tweets");
    }

    @Nullable
    CompletableFuture<Tweet> find(long tweetId) {
        return tweets.getIfPresent(tweetId);
    }

    /**
     * Begins to load a tweet. Whoever begins must complete or cancel it.
     *
     * @return null if it is there or somebody else loads it
     */
    @Nullable
    CompletableFuture<Tweet> begin(long tweetId) {
        CompletableFuture<Tweet> loading = new CompletableFuture<>();
        return tweets.asMap().putIfAbsent(tweetId, loading) == null ? loading : null;
    }

    void put(Tweet tweet) {
        tweets.asMap().putIfAbsent(tweet.tweetId(), CompletableFuture.completedFuture(tweet));
    }

    /** It is gone; also what somebody is loading is not kept. */
    public void drop(long tweetId) {
        tweets.synchronous().invalidate(tweetId);
    }

    /** How many tweets there are, once those that are too many are gone. */
    long size() {
        tweets.synchronous().cleanUp();
        return tweets.synchronous().estimatedSize();
    }

    /** Of a tweet that is there; how long it is kept does not change. */
    void count(long tweetId, Counts counts) {
        Tweet tweet = tweets.synchronous().asMap().get(tweetId);
        if (tweet != null) {
            tweet.counts().set(counts);
        }
    }
}
