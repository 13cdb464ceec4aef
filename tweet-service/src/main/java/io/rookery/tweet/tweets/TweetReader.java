package io.rookery.tweet.tweets;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.tweet.relations.BlockedException;
import io.rookery.tweet.relations.Relations;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds tweets, for a viewer or for nobody. */
@Component
public class TweetReader {

    private final TweetRepository repository;
    private final Relations relations;

    TweetReader(TweetRepository repository, Relations relations) {
        this.repository = repository;
        this.relations = relations;
    }

    /**
     * Whoever may see it.
     *
     * @throws NotFoundException if it does not exist
     */
    public Tweet get(long tweetId) {
        return repository.find(tweetId).orElseThrow(() -> new NotFoundException("tweet " + tweetId));
    }

    /** Whoever may see it. */
    public Optional<Tweet> find(long tweetId) {
        return repository.find(tweetId);
    }

    /** Those that exist, whoever may see them; one statement. */
    public Map<Long, Tweet> find(Collection<Long> tweetIds) {
        return repository.find(tweetIds);
    }

    /** The ids under which a user retweeted a tweet, counted or not: one, none, or for a moment several. */
    public List<Long> retweetIds(long userId, long originalId) {
        return repository.retweetIds(userId, originalId);
    }

    /** In the order asked for, each once; those that do not exist are absent. */
    public List<Tweet> list(Collection<Long> tweetIds) {
        Map<Long, Tweet> found = repository.find(tweetIds);
        return tweetIds.stream()
                .distinct()
                .map(found::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * A tweet to read.
     *
     * @throws NotFoundException if it does not exist
     * @throws BlockedException if viewer and author are blocked from each other, as far as is known
     */
    public Tweet require(long viewerId, long tweetId) {
        Tweet tweet = get(tweetId);
        relations.requireVisible(viewerId, List.of(tweet.authorId()));
        return tweet;
    }

    /** As {@link #require}; of a retweet its original, for which the same must hold. */
    public Tweet original(long viewerId, long tweetId) {
        Found found = withOriginal(tweetId);
        relations.requireVisible(viewerId, found.authorIds());
        return found.original();
    }

    /**
     * A tweet to like, retweet, bookmark, answer or quote; of a retweet its original.
     *
     * @throws NotFoundException if one of them does not exist
     * @throws BlockedException if the user and one of the authors are blocked from each other
     * @throws io.rookery.defaults.problem.ServiceUnavailableException if that cannot be looked up
     */
    public Tweet target(long userId, long tweetId) {
        Found found = withOriginal(tweetId);
        relations.requireUnblocked(userId, found.authorIds());
        return found.original();
    }

    private record Found(Tweet original, Set<Long> authorIds) {}

    private Found withOriginal(long tweetId) {
        Tweet tweet = get(tweetId);
        Tweet original = tweet.retweetOf() == null ? tweet : get(tweet.retweetOf());
        Set<Long> authorIds = new LinkedHashSet<>(List.of(original.authorId()));
        authorIds.add(tweet.authorId());
        return new Found(original, authorIds);
    }
}
