package io.rookery.tweet.counting;

import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.threads.SideBySide;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetBucket;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.TweetService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Counts what events tell of. It was counted already, unless whoever did it died before: all of it can be done again, and
 * an event that is old by now does nothing, because what counts is whether the tweet is there.
 */
@Service
class CountingService {

    private final TweetReader reader;
    private final TweetService tweets;
    private final Engagements engagements;
    private final AuthorTweetsRepository authorTweets;

    CountingService(
            TweetReader reader, TweetService tweets, Engagements engagements, AuthorTweetsRepository authorTweets) {
        this.reader = reader;
        this.tweets = tweets;
        this.engagements = engagements;
        this.authorTweets = authorTweets;
    }

    /** The events of each tweet, in their order, and what of its author is to be counted. */
    static final class Batch {

        private record AuthorBucket(long authorId, int bucket) {}

        private final Map<Long, List<TweetEvent>> tweets = new LinkedHashMap<>();
        private final Set<AuthorBucket> buckets = new LinkedHashSet<>();

        void add(TweetEvent event) {
            tweets.computeIfAbsent(event.tweetId(), _ -> new ArrayList<>()).add(event);
            buckets.add(new AuthorBucket(event.authorId(), TweetBucket.of(event.tweetId())));
        }
    }

    /** Tweets side by side, then authors side by side. */
    void count(Batch batch) {
        Map<Long, Tweet> existing = reader.find(batch.tweets.keySet());
        List<Runnable> changes = new ArrayList<>();
        batch.tweets.values().forEach(events -> changes.add(() -> events.forEach(event -> apply(event, existing))));
        SideBySide.run(changes);
        List<Runnable> counts = new ArrayList<>();
        batch.buckets.forEach(bucket -> counts.add(() -> authorTweets.recount(bucket.authorId(), bucket.bucket())));
        SideBySide.run(counts);
    }

    private void apply(TweetEvent event, Map<Long, Tweet> existing) {
        Tweet tweet = existing.get(event.tweetId());
        if (event.deleted()) {
            uncount(event);
        } else if (tweet != null) {
            count(tweet);
        }
    }

    private void count(Tweet tweet) {
        if (tweet.replyTo() != null) {
            count(Kind.REPLY, tweet.replyTo(), tweet.tweetId(), tweet);
        }
        if (tweet.quoteOf() != null) {
            count(Kind.QUOTE, tweet.quoteOf(), tweet.tweetId(), tweet);
        }
        if (tweet.retweetOf() != null) {
            long standing = count(Kind.RETWEET, tweet.retweetOf(), tweet.authorId(), tweet);
            if (standing != 0 && standing != tweet.tweetId()) {
                tweets.erase(tweet); // a second one, whose maker died before deleting it
            }
        }
    }

    /** Looks first, which is cheap: nearly always it was counted when it was posted. */
    private long count(Kind kind, long tweetId, long memberId, Tweet entry) {
        OptionalLong counted = engagements.entry(kind, tweetId, memberId);
        return counted.isPresent()
                ? counted.getAsLong()
                : engagements.add(kind, tweetId, memberId, entry.tweetId()).entryId();
    }

    private void uncount(TweetEvent event) {
        long tweetId = event.tweetId();
        if (event.replyTo() != null) {
            engagements.remove(Kind.REPLY, event.replyTo(), tweetId);
        }
        if (event.quoteOf() != null) {
            engagements.remove(Kind.QUOTE, event.quoteOf(), tweetId);
        }
        if (event.retweetOf() != null) {
            engagements.remove(Kind.RETWEET, event.retweetOf(), event.authorId(), tweetId);
        } else {
            engagements.forget(tweetId);
        }
    }
}
