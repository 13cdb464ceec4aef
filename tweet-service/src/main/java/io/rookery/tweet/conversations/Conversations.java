package io.rookery.tweet.conversations;

import io.rookery.defaults.web.Cursor;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.presenting.Look;
import io.rookery.tweet.presenting.ReferencedTweet;
import io.rookery.tweet.presenting.TweetList;
import io.rookery.tweet.presenting.TweetLists;
import io.rookery.tweet.presenting.TweetPresenter;
import io.rookery.tweet.presenting.UnavailableTweet;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetPage;
import io.rookery.tweet.tweets.TweetReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads around a tweet: the chain of tweets above it, and those that answer or quote it. */
@Component
class Conversations {

    /** How far up a chain is followed, and for how long: each step is a read of its own. */
    private static final int MAX_ANCESTORS = 40;

    private static final Duration ENOUGH = Duration.ofSeconds(1);

    private final TweetReader reader;
    private final TweetPresenter presenter;
    private final TweetLists lists;
    private final Engagements engagements;
    private final InstantSource clock;

    Conversations(
            TweetReader reader,
            TweetPresenter presenter,
            TweetLists lists,
            Engagements engagements,
            InstantSource clock) {
        this.reader = reader;
        this.presenter = presenter;
        this.lists = lists;
        this.engagements = engagements;
        this.clock = clock;
    }

    /**
     * What is above a tweet.
     *
     * @param tweets oldest first
     * @param deleted what the oldest of them answered; null if that was not looked for, or if they begin the conversation
     */
    private record Chain(List<Tweet> tweets, @Nullable Long deleted) {}

    /** @param kind {@link Kind#REPLY} or {@link Kind#QUOTE} */
    TweetList list(Kind kind, long viewerId, Tweet tweet, @Nullable String cursor, int limit) {
        return lists.page(
                name(kind, tweet), viewerId, cursor, limit, (before, size) -> page(kind, tweet, before, size));
    }

    /** Read in one look: the tweet, the chain above it, and the newest replies. */
    ThreadBody thread(long viewerId, Tweet tweet, int limit) {
        Chain chain = chain(tweet);
        TweetPage replies = page(Kind.REPLY, tweet, Long.MAX_VALUE, limit);
        List<Tweet> all = new ArrayList<>(chain.tweets());
        all.add(tweet);
        all.addAll(replies.tweets());
        Look look = presenter.look(viewerId, all);

        List<ReferencedTweet> ancestors = new ArrayList<>();
        if (chain.deleted() != null) {
            ancestors.add(UnavailableTweet.deleted(chain.deleted()));
        }
        chain.tweets().forEach(ancestor -> ancestors.add(look.bodyOrBlocked(ancestor)));
        return new ThreadBody(
                ancestors,
                look.body(tweet),
                look.shown(replies.tweets()),
                replies.next().isPresent()
                        ? Cursor.encode(name(Kind.REPLY, tweet), replies.next().getAsLong())
                        : null);
    }

    /** From the tweet upwards, so that the nearest are there; where one is deleted it ends: only that one knew more. */
    private Chain chain(Tweet tweet) {
        Instant end = clock.instant().plus(ENOUGH);
        List<Tweet> chain = new ArrayList<>();
        Long above = tweet.replyTo();
        while (above != null && chain.size() < MAX_ANCESTORS && clock.instant().isBefore(end)) {
            Optional<Tweet> found = reader.find(above);
            if (found.isEmpty()) {
                return new Chain(chain.reversed(), above);
            }
            chain.add(found.get());
            above = found.get().replyTo();
        }
        return new Chain(chain.reversed(), null);
    }

    private TweetPage page(Kind kind, Tweet tweet, long before, int limit) {
        Engagements.Page page = engagements.page(kind, tweet.tweetId(), before, limit);
        return new TweetPage(
                reader.list(
                        page.entries().stream().map(Engagements.Entry::entryId).toList()),
                page.next());
    }

    private static String name(Kind kind, Tweet tweet) {
        return kind + ":" + tweet.tweetId();
    }
}
