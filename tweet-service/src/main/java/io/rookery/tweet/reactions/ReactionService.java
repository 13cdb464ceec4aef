package io.rookery.tweet.reactions;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.tweet.engagements.Engagement;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Engagements.Count;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.ids.IdGenerator;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.TweetService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Makes and takes back reactions, always to the original. One may be taken back from somebody one is blocked from; it cannot
 * be made.
 */
@Service
class ReactionService {

    private final TweetReader reader;
    private final TweetService tweets;
    private final Engagements engagements;
    private final IdGenerator ids;

    ReactionService(TweetReader reader, TweetService tweets, Engagements engagements, IdGenerator ids) {
        this.reader = reader;
        this.tweets = tweets;
        this.engagements = engagements;
        this.ids = ids;
    }

    /** @param kind {@link Kind#LIKE} or {@link Kind#BOOKMARK} */
    Count add(Kind kind, long userId, long tweetId) {
        Tweet original = reader.target(userId, tweetId);
        Count count = engagements.add(kind, original.tweetId(), userId, ids.next());
        return existing(tweetId, count);
    }

    /** @param kind {@link Kind#LIKE} or {@link Kind#BOOKMARK} */
    Count remove(Kind kind, long userId, long tweetId) {
        return engagements.remove(kind, original(tweetId), userId);
    }

    /**
     * The retweet is written with its event first and counted then, so that whatever dies in between, the event has it
     * counted ({@link io.rookery.tweet.counting}). Of several at once one is counted; the others are deleted again.
     */
    Count retweet(long userId, long tweetId) {
        Tweet original = reader.target(userId, tweetId);
        OptionalLong earlier = engagements.entry(Kind.RETWEET, original.tweetId(), userId);
        if (earlier.isPresent()) {
            if (reader.find(earlier.getAsLong()).isPresent()) {
                return new Count(earlier.getAsLong(), retweets(original.tweetId()), false);
            }
            // An undo was cut short
            engagements.remove(Kind.RETWEET, original.tweetId(), userId, earlier.getAsLong());
        }
        Tweet retweet = tweets.retweet(userId, original);
        Count count;
        try {
            count = engagements.add(Kind.RETWEET, original.tweetId(), userId, retweet.tweetId());
        } catch (RuntimeException e) {
            // Nobody was told that it is there
            tweets.erase(retweet);
            throw e;
        }
        if (count.entryId() != retweet.tweetId()) {
            tweets.erase(retweet);
        } else if (reader.find(retweet.tweetId()).isEmpty()) {
            // Undone before it was counted
            return engagements.remove(Kind.RETWEET, original.tweetId(), userId, retweet.tweetId());
        }
        return existing(tweetId, count);
    }

    /**
     * The other way round for the same reason: once the retweet is gone, its event has it uncounted. One whose maker died
     * before counting it is found by its own row, and its event counts nothing then.
     */
    Count undoRetweet(long userId, long tweetId) {
        long original = original(tweetId);
        Set<Long> made = new LinkedHashSet<>(reader.retweetIds(userId, original));
        engagements.entry(Kind.RETWEET, original, userId).ifPresent(made::add);
        if (made.isEmpty()) {
            return new Count(0, retweets(original), false);
        }
        reader.find(made).values().forEach(tweets::erase);
        return made.stream()
                .map(retweetId -> engagements.remove(Kind.RETWEET, original, userId, retweetId))
                .toList()
                .getLast();
    }

    private int retweets(long tweetId) {
        Engagement engagement = engagements.of(null, List.of(tweetId)).get(tweetId);
        return Objects.requireNonNull(engagement).retweetCount();
    }

    private long original(long tweetId) {
        Tweet tweet = reader.find(tweetId).orElseThrow(() -> new NotFoundException("tweet " + tweetId));
        return tweet.originalId();
    }

    /** It was deleted while we were at it. */
    private static Count existing(long tweetId, Count count) {
        if (count.entryId() == 0) {
            throw new NotFoundException("tweet " + tweetId);
        }
        return count;
    }
}
