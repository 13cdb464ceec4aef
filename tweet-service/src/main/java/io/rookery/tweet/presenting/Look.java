package io.rookery.tweet.presenting;

import io.rookery.tweet.authors.AuthorCard;
import io.rookery.tweet.engagements.Engagement;
import io.rookery.tweet.media.MediaCard;
import io.rookery.tweet.tweets.Tweet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer sees of some tweets: all that was read to show them.
 *
 * @param referenced what the tweets refer to, as far as it exists
 * @param hiddenAuthorIds whose tweets the viewer does not see
 * @param authors of all these tweets
 * @param media of all these tweets
 * @param engagements of all these tweets, but for retweets, which have those of their originals
 */
public record Look(
        Map<Long, Tweet> referenced,
        Set<Long> hiddenAuthorIds,
        Map<Long, AuthorCard> authors,
        Map<Long, MediaCard> media,
        Map<Long, Engagement> engagements) {

    /** Those that may be shown in a list: neither hidden, nor retweets of what is hidden or gone. */
    public List<TweetBody> shown(List<Tweet> tweets) {
        return tweets.stream().filter(this::isShown).map(this::body).toList();
    }

    /** Whether the viewer is not to see it. */
    public boolean isHidden(Tweet tweet) {
        return hiddenAuthorIds.contains(tweet.authorId());
    }

    /** Whether it may be seen or not is the caller's to check; what it refers to is checked here. */
    public TweetBody body(Tweet tweet) {
        return body(
                tweet,
                tweet.quoteOf() == null ? null : reference(tweet.quoteOf(), false),
                tweet.retweetOf() == null ? null : reference(tweet.retweetOf(), true));
    }

    /** Without what it refers to. */
    public TweetBody plain(Tweet tweet) {
        return body(tweet, null, null);
    }

    /** In a place that must not be left empty. */
    public ReferencedTweet bodyOrBlocked(Tweet tweet) {
        return isHidden(tweet) ? UnavailableTweet.blocked(tweet.tweetId()) : body(tweet);
    }

    private boolean isShown(Tweet tweet) {
        if (tweet.retweetOf() == null) {
            return !isHidden(tweet);
        }
        Tweet original = referenced.get(tweet.retweetOf());
        return original != null && !isHidden(original) && !isHidden(tweet);
    }

    private ReferencedTweet reference(long tweetId, boolean withQuote) {
        Tweet tweet = referenced.get(tweetId);
        if (tweet == null) {
            return UnavailableTweet.deleted(tweetId);
        }
        if (isHidden(tweet)) {
            return UnavailableTweet.blocked(tweetId);
        }
        return body(tweet, withQuote && tweet.quoteOf() != null ? reference(tweet.quoteOf(), false) : null, null);
    }

    private TweetBody body(Tweet tweet, @Nullable ReferencedTweet quote, @Nullable ReferencedTweet retweetOf) {
        Engagement engagement = Objects.requireNonNull(engagements.get(tweet.originalId()));
        return new TweetBody(
                tweet.tweetId(),
                tweet.authorId(),
                Objects.requireNonNull(authors.get(tweet.authorId())),
                tweet.content(),
                tweet.entities(),
                tweet.mediaIds().stream()
                        .map(id -> Objects.requireNonNull(media.get(id)))
                        .toList(),
                tweet.createdAt(),
                tweet.conversationId(),
                tweet.replyTo(),
                tweet.quoteOf(),
                quote,
                retweetOf,
                engagement.likeCount(),
                engagement.retweetCount(),
                engagement.replyCount(),
                engagement.quoteCount(),
                new TweetBody.Viewer(engagement.liked(), engagement.retweeted(), engagement.bookmarked()),
                null);
    }
}
