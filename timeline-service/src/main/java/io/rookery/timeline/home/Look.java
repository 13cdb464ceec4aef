package io.rookery.timeline.home;

import io.rookery.timeline.home.RelationsClient.Relations;
import io.rookery.timeline.tweets.Hydrated;
import io.rookery.timeline.tweets.Tweet;
import org.jspecify.annotations.Nullable;

/** What one reader sees of some tweets: which of them, and each as tweet-service shows it to this reader. */
record Look(long readerId, Hydrated hydrated, Relations relations) {

    /** Nothing of somebody blocked; one's own; else of somebody the reader follows, as long as nobody in it is muted. */
    boolean isVisible(Tweet tweet) {
        if (tweet.retweetOf() == null) {
            return !isBlocked(tweet) && (isOwn(tweet) || isFollowed(tweet));
        }
        Tweet original = hydrated.tweets().get(tweet.retweetOf());
        return original != null
                && !isBlocked(tweet)
                && !isBlocked(original)
                && (isOwn(tweet) || (isFollowed(tweet) && !isMuted(original)));
    }

    ShownTweet shown(Tweet tweet) {
        return shown(
                tweet,
                tweet.quoteOf() == null ? null : reference(tweet.quoteOf(), false),
                tweet.retweetOf() == null ? null : reference(tweet.retweetOf(), true));
    }

    private Reference reference(long tweetId, boolean withQuote) {
        Tweet tweet = hydrated.tweets().get(tweetId);
        if (tweet == null) {
            return new Reference.Unavailable(tweetId, "deleted");
        }
        if (isBlocked(tweet)) {
            return new Reference.Unavailable(tweetId, "blocked");
        }
        return shown(tweet, withQuote && tweet.quoteOf() != null ? reference(tweet.quoteOf(), false) : null, null);
    }

    private ShownTweet shown(Tweet tweet, @Nullable Reference quote, @Nullable Reference retweetOf) {
        long originalId = tweet.originalId();
        Tweet counted = hydrated.tweets().getOrDefault(originalId, tweet);
        return new ShownTweet(
                tweet,
                quote,
                retweetOf,
                counted.counts().get(),
                hydrated.liked().contains(originalId),
                hydrated.retweeted().contains(originalId),
                hydrated.bookmarked().contains(originalId));
    }

    private boolean isOwn(Tweet tweet) {
        return tweet.authorId() == readerId;
    }

    private boolean isFollowed(Tweet tweet) {
        return relations.followingIds().contains(tweet.authorId()) && !isMuted(tweet);
    }

    private boolean isMuted(Tweet tweet) {
        return relations.mutingIds().contains(tweet.authorId());
    }

    private boolean isBlocked(Tweet tweet) {
        return relations.blockedIds().contains(tweet.authorId());
    }
}
