package io.rookery.tweet.home;

import io.rookery.tweet.engagements.Engagement;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.ids.ClockSkew;
import io.rookery.tweet.presenting.Look;
import io.rookery.tweet.presenting.TweetPresenter;
import io.rookery.tweet.tweets.AuthorTweets;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetReader;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * What a page of a home timeline needs. Most of its tweets the caller has; then the page costs three statements, however long
 * it is: what the viewer posted of late, what they liked and bookmarked of late, and a look at those tweets of the page that
 * are among it.
 */
@Service
class HomeService {

    private final TweetReader tweets;
    private final AuthorTweets authorTweets;
    private final TweetPresenter presenter;
    private final Engagements engagements;

    HomeService(TweetReader tweets, AuthorTweets authorTweets, TweetPresenter presenter, Engagements engagements) {
        this.tweets = tweets;
        this.authorTweets = authorTweets;
        this.presenter = presenter;
        this.engagements = engagements;
    }

    /** @param look shows {@code tweets}, and hides nobody */
    record Home(
            Look look,
            List<Tweet> tweets,
            List<Long> ownIds,
            Set<Long> liked,
            Set<Long> retweeted,
            Set<Long> bookmarked) {}

    Home of(long viewerId, Set<Long> ids, Set<Long> missing, long ownAfter, long ownBefore) {
        long oldest = ids.isEmpty() ? Long.MAX_VALUE : ClockSkew.allow(Collections.min(ids));
        AuthorTweets.Recent recent = authorTweets.recent(viewerId, Math.min(ownAfter, oldest));
        List<Long> ownIds = recent.tweetIds().stream()
                .filter(id -> id > ownAfter && id < ownBefore)
                .toList();
        List<Tweet> page = tweets.list(Stream.concat(missing.stream(), ownIds.stream())
                .filter(id -> !ids.contains(id))
                .toList());
        Look look = presenter.lookWithoutHiding(viewerId, page);
        Map<Long, Engagement> done = new HashMap<>(look.engagements());
        done.putAll(engagements.of(viewerId, mayHave(viewerId, ids, recent)));
        return new Home(
                look,
                Stream.concat(page.stream(), look.referenced().values().stream())
                        .distinct()
                        .toList(),
                ownIds,
                which(done, Engagement::liked),
                which(done, Engagement::retweeted),
                which(done, Engagement::bookmarked));
    }

    /**
     * Those of the tweets that the viewer may have done something to. A retweet that stands is a tweet of the viewer, which is
     * written before it counts and deleted before it ceases to.
     */
    private Set<Long> mayHave(long viewerId, Set<Long> ids, AuthorTweets.Recent recent) {
        Set<Long> mayHave = new HashSet<>(engagements.mayHave(viewerId, ids));
        ids.stream()
                .filter(id -> recent.retweetedIds().contains(id) || ClockSkew.allow(id) < recent.floor())
                .forEach(mayHave::add);
        return mayHave;
    }

    private static Set<Long> which(Map<Long, Engagement> done, Predicate<Engagement> by) {
        return done.entrySet().stream()
                .filter(tweet -> by.test(tweet.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
