package io.rookery.tweet.presenting;

import io.rookery.tweet.authors.Authors;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.media.Media;
import io.rookery.tweet.relations.BlockedException;
import io.rookery.tweet.relations.Relations;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts to tweets what they refer to, their authors, media and counts, as one viewer sees them: one statement or call for
 * each of these, whatever the length of the page.
 */
@Component
public class TweetPresenter {

    private final TweetReader tweets;
    private final Authors authors;
    private final Relations relations;
    private final Media media;
    private final Engagements engagements;

    TweetPresenter(TweetReader tweets, Authors authors, Relations relations, Media media, Engagements engagements) {
        this.tweets = tweets;
        this.authors = authors;
        this.relations = relations;
        this.media = media;
        this.engagements = engagements;
    }

    /**
     * A page, in the order given, without what the viewer is not to see there: tweets and retweets of somebody blocked
     * either way, and retweets of what is gone.
     *
     * @param viewerId null for nobody, who sees everything and has liked nothing
     */
    public List<TweetBody> present(@Nullable Long viewerId, List<Tweet> page) {
        return look(viewerId, page).shown(page);
    }

    /**
     * One tweet; if it is a retweet of what may not be seen, it says so.
     *
     * @throws BlockedException if viewer and author are blocked from each other, as far as is known
     */
    public TweetBody presentOne(@Nullable Long viewerId, Tweet tweet) {
        Look look = look(viewerId, List.of(tweet));
        if (look.isHidden(tweet)) {
            throw new BlockedException();
        }
        return look.body(tweet);
    }

    /** All that is needed to show these tweets, one way or another. */
    public Look look(@Nullable Long viewerId, List<Tweet> page) {
        return look(viewerId, page, authorIds -> relations.hiddenFrom(viewerId, authorIds));
    }

    /** As {@link #look}, with what the viewer did to these tweets, but nobody is hidden: for a caller who looks to that. */
    public Look lookWithoutHiding(long viewerId, List<Tweet> page) {
        return look(viewerId, page, _ -> Set.of());
    }

    private Look look(@Nullable Long viewerId, List<Tweet> page, Function<List<Long>, Set<Long>> hidden) {
        Map<Long, Tweet> referenced = referenced(page);
        List<Tweet> all = Stream.concat(page.stream(), referenced.values().stream())
                .distinct()
                .toList();
        List<Long> authorIds = all.stream().map(Tweet::authorId).distinct().toList();
        return new Look(
                referenced,
                hidden.apply(authorIds),
                authors.cards(authorIds),
                media.cards(
                        all.stream().flatMap(tweet -> tweet.mediaIds().stream()).toList()),
                engagements.of(
                        viewerId, all.stream().map(Tweet::originalId).distinct().toList()));
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
}
