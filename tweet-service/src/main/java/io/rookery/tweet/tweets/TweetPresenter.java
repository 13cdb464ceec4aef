package io.rookery.tweet.tweets;

import io.rookery.tweet.authors.AuthorCard;
import io.rookery.tweet.authors.Authors;
import io.rookery.tweet.media.Media;
import io.rookery.tweet.media.MediaCard;
import io.rookery.tweet.relations.Relations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts to tweets what they refer to, their authors, media and counts, as one viewer sees them: one statement or call for
 * each of these, whatever the length of the page.
 */
@Component
public class TweetPresenter {

    private final TweetRepository tweets;
    private final Authors authors;
    private final Relations relations;
    private final Media media;

    TweetPresenter(TweetRepository tweets, Authors authors, Relations relations, Media media) {
        this.tweets = tweets;
        this.authors = authors;
        this.relations = relations;
        this.media = media;
    }

    /**
     * A page, in the order given, without what the viewer is not to see there: tweets and retweets of somebody blocked
     * either way, and retweets of what is gone.
     *
     * @param viewerId null for nobody, who sees everything and has liked nothing
     */
    public List<TweetBody> present(@Nullable Long viewerId, List<Tweet> page) {
        Look look = look(viewerId, page);
        return page.stream().filter(look::isShown).map(look::body).toList();
    }

    /** One tweet that may be seen; if it is a retweet of what may not, it says so. */
    public TweetBody presentOne(@Nullable Long viewerId, Tweet tweet) {
        return look(viewerId, List.of(tweet)).body(tweet);
    }

    private Look look(@Nullable Long viewerId, List<Tweet> page) {
        Map<Long, Tweet> referenced = referenced(page);
        List<Tweet> all = Stream.concat(page.stream(), referenced.values().stream())
                .distinct()
                .toList();
        List<Long> authorIds = all.stream().map(Tweet::authorId).distinct().toList();
        return new Look(
                referenced,
                relations.hiddenFrom(viewerId, authorIds),
                authors.cards(authorIds),
                media.cards(
                        all.stream().flatMap(tweet -> tweet.mediaIds().stream()).toList()));
    }

    /** What the page refers to; and what retweeted tweets quote, because a retweet is but a frame around its original. */
    private Map<Long, Tweet> referenced(List<Tweet> page) {
        Map<Long, Tweet> referenced = new HashMap<>(tweets.find(references(page)));
        List<Tweet> originals = page.stream()
                .filter(tweet -> tweet.retweetOf() != null)
                .map(tweet -> referenced.get(tweet.originalId()))
                .filter(Objects::nonNull)
                .toList();
        List<Long> quotedByOriginals = references(originals).stream()
                .filter(id -> !referenced.containsKey(id))
                .toList();
        referenced.putAll(tweets.find(quotedByOriginals));
        return referenced;
    }

    private static List<Long> references(Collection<Tweet> tweets) {
        List<Long> ids = new ArrayList<>();
        for (Tweet tweet : tweets) {
            if (tweet.retweetOf() != null) {
                ids.add(tweet.retweetOf());
            }
            if (tweet.quoteOf() != null) {
                ids.add(tweet.quoteOf());
            }
        }
        return ids;
    }

    /** All that is needed to write the bodies of one page. */
    private record Look(
            Map<Long, Tweet> referenced,
            Set<Long> hiddenAuthorIds,
            Map<Long, AuthorCard> authors,
            Map<Long, MediaCard> media) {

        boolean isShown(Tweet tweet) {
            if (hiddenAuthorIds.contains(tweet.authorId())) {
                return false;
            }
            if (tweet.retweetOf() == null) {
                return true;
            }
            Tweet original = referenced.get(tweet.retweetOf());
            return original != null && !hiddenAuthorIds.contains(original.authorId());
        }

        TweetBody body(Tweet tweet) {
            return body(
                    tweet,
                    tweet.quoteOf() == null ? null : reference(tweet.quoteOf(), false),
                    tweet.retweetOf() == null ? null : reference(tweet.retweetOf(), true));
        }

        private ReferencedTweet reference(long tweetId, boolean withQuote) {
            Tweet tweet = referenced.get(tweetId);
            if (tweet == null) {
                return UnavailableTweet.deleted(tweetId);
            }
            if (hiddenAuthorIds.contains(tweet.authorId())) {
                return UnavailableTweet.blocked(tweetId);
            }
            return body(tweet, withQuote && tweet.quoteOf() != null ? reference(tweet.quoteOf(), false) : null, null);
        }

        private TweetBody body(Tweet tweet, @Nullable ReferencedTweet quote, @Nullable ReferencedTweet retweetOf) {
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
                    0,
                    0,
                    0,
                    0,
                    new TweetBody.Viewer(false, false, false),
                    null);
        }
    }
}
