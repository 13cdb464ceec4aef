package io.rookery.tweet.conversations;

import io.rookery.defaults.web.Cursor;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.tweets.Look;
import io.rookery.tweet.tweets.ReferencedTweet;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetList;
import io.rookery.tweet.tweets.TweetLists;
import io.rookery.tweet.tweets.TweetPage;
import io.rookery.tweet.tweets.TweetPresenter;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.UnavailableTweet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads around a tweet: the chain of tweets above it, and those that answer or quote it. */
@Component
class Conversations {

    /** How far up a chain is followed: each step is a read of its own. */
    private static final int MAX_ANCESTORS = 100;

    private final TweetReader reader;
    private final TweetPresenter presenter;
    private final TweetLists lists;
    private final Engagements engagements;

    Conversations(TweetReader reader, TweetPresenter presenter, TweetLists lists, Engagements engagements) {
        this.reader = reader;
        this.presenter = presenter;
        this.lists = lists;
        this.engagements = engagements;
    }

    /** @param kind {@link Kind#REPLY} or {@link Kind#QUOTE} */
    TweetList list(Kind kind, long viewerId, Tweet tweet, @Nullable String cursor, int limit) {
        return lists.page(
                name(kind, tweet), viewerId, cursor, limit, (before, size) -> page(kind, tweet, before, size));
    }

    /** Read in one look: the tweet, the chain above it, and the newest replies. */
    ThreadBody thread(long viewerId, Tweet tweet, int limit) {
        List<Tweet> chain = chain(tweet);
        TweetPage replies = page(Kind.REPLY, tweet, Long.MAX_VALUE, limit);
        List<Tweet> all = new ArrayList<>(chain);
        all.add(tweet);
        all.addAll(replies.tweets());
        Look look = presenter.look(viewerId, all);

        List<ReferencedTweet> ancestors = new ArrayList<>();
        Long above = chain.isEmpty() ? tweet.replyTo() : chain.getFirst().replyTo();
        if (above != null && chain.size() < MAX_ANCESTORS) {
            ancestors.add(UnavailableTweet.deleted(above));
        }
        chain.forEach(ancestor -> ancestors.add(look.bodyOrBlocked(ancestor)));
        return new ThreadBody(
                ancestors,
                look.body(tweet),
                look.shown(replies.tweets()),
                replies.next().isPresent()
                        ? Cursor.encode(name(Kind.REPLY, tweet), replies.next().getAsLong())
                        : null);
    }

    /** Oldest first; where one is deleted it ends, because only that one knew what it answered. */
    private List<Tweet> chain(Tweet tweet) {
        List<Tweet> chain = new ArrayList<>();
        Optional<Tweet> next = parent(tweet);
        while (next.isPresent() && chain.size() < MAX_ANCESTORS) {
            chain.add(next.get());
            next = parent(next.get());
        }
        Collections.reverse(chain);
        return chain;
    }

    private Optional<Tweet> parent(Tweet tweet) {
        return tweet.replyTo() == null ? Optional.empty() : reader.find(tweet.replyTo());
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
