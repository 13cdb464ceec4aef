package io.rookery.tweet.erasure;

import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Engagements.Entry;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.threads.SideBySide;
import io.rookery.tweet.tweets.AuthorTweets;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetKind;
import io.rookery.tweet.tweets.TweetPage;
import io.rookery.tweet.tweets.TweetService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Erases an account page by page, then says so. Each page is done for good: whoever goes on after a crash, or when it is
 * told again, finds less. What the account's tweets brought to others, timelines and counts, goes by their events.
 */
@Service
class ErasureService {

    private static final Set<TweetKind> ALL = EnumSet.allOf(TweetKind.class);

    private final AuthorTweets authorTweets;
    private final TweetService tweets;
    private final Engagements engagements;
    private final ErasureClient erasures;
    private final ErasureProperties settings;
    private final InstantSource clock;

    ErasureService(
            AuthorTweets authorTweets,
            TweetService tweets,
            Engagements engagements,
            ErasureClient erasures,
            ErasureProperties settings,
            InstantSource clock) {
        this.authorTweets = authorTweets;
        this.tweets = tweets;
        this.engagements = engagements;
        this.erasures = erasures;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @throws ServiceUnavailableException if there is more to do than one delivery may take: the event is to be delivered
     *     again
     */
    void erase(long userId) {
        Instant end = clock.instant().plus(settings.slice());
        eraseTweets(userId, end);
        removeAll(Kind.LIKE, userId, end);
        removeAll(Kind.BOOKMARK, userId, end);
        engagements.forgetUser(userId);
        erasures.tweetsErased(userId);
    }

    private void eraseTweets(long userId, Instant end) {
        OptionalLong before = OptionalLong.of(Long.MAX_VALUE);
        while (before.isPresent()) {
            requireTime(end);
            TweetPage page = authorTweets.byAuthor(userId, before.getAsLong(), settings.page(), ALL);
            List<Runnable> tasks = new ArrayList<>();
            for (Tweet tweet : page.tweets()) {
                tasks.add(() -> tweets.erase(tweet));
            }
            SideBySide.run(tasks);
            before = page.next();
        }
    }

    private void removeAll(Kind kind, long userId, Instant end) {
        OptionalLong before = OptionalLong.of(Long.MAX_VALUE);
        while (before.isPresent()) {
            requireTime(end);
            Engagements.Page page = engagements.byUser(kind, userId, before.getAsLong(), settings.page());
            List<Runnable> tasks = new ArrayList<>();
            for (Entry entry : page.entries()) {
                tasks.add(() -> engagements.remove(kind, entry.memberId(), userId));
            }
            SideBySide.run(tasks);
            before = page.next();
        }
    }

    private void requireTime(Instant end) {
        if (clock.instant().isAfter(end)) {
            throw new ServiceUnavailableException("There is more to erase.");
        }
    }
}
