package io.rookery.timeline.tweets;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.problem.Infrastructure;
import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.timelines.TombstoneStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Makes whole tweets of ids. What is in memory is shown only after Redis has said that nobody deleted it; what is not comes
 * from tweet-service in the one call that every page makes. While Redis cannot be asked, memory is left alone.
 *
 * <p>Usually that is one round. Another one follows where a tweet that somebody else was loading refers to others.
 */
@Component
public class Hydrator {

    /** A chain is three tweets long, and each may be in somebody else's hands once, who may fail. */
    private static final int MAX_ROUNDS = 6;

    /** Somebody else's call takes no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The reader's own tweets are in their timeline by push; of those younger than this it is made sure. */
    private static final Duration OWN = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(Hydrator.class);

    private final NearTweets near;
    private final TombstoneStore tombstones;
    private final TweetClient tweets;
    private final InstantSource clock;

    Hydrator(NearTweets near, TombstoneStore tombstones, TweetClient tweets, InstantSource clock) {
        this.near = near;
        this.tombstones = tombstones;
        this.tweets = tweets;
        this.clock = clock;
    }

    /**
     * @param after own tweets between this id and {@code before} are added, should they not be among the ids
     * @param degraded true if it is known already that Redis cannot be asked
     */
    public Hydrated hydrate(long readerId, Collection<Long> ids, long after, long before, boolean degraded) {
        long ownAfter = Math.max(after, Snowflake.first(clock.millis() - OWN.toMillis()));
        return new Page(readerId, ids, degraded).hydrate(ownAfter, before);
    }

    /** One page on its way. */
    private final class Page {

        private final long readerId;
        /** Newest first. */
        private final Set<Long> ids = new TreeSet<>(Comparator.reverseOrder());

        private boolean degraded;

        private final Map<Long, Tweet> known = new HashMap<>();
        /** Tweets that do not exist. */
        private final Set<Long> gone = new HashSet<>();
        /** Tweets of which something could not be read, which is not to be kept. */
        private final Set<Long> partial = new HashSet<>();
        /** Tweets of which it is known what the reader did to them. */
        private final Set<Long> told = new HashSet<>();

        private final Set<Long> liked = new HashSet<>();
        private final Set<Long> retweeted = new HashSet<>();
        private final Set<Long> bookmarked = new HashSet<>();

        Page(long readerId, Collection<Long> ids, boolean degraded) {
            this.readerId = readerId;
            this.ids.addAll(ids);
            this.degraded = degraded;
        }

        Hydrated hydrate(long ownAfter, long ownBefore) {
            round(ownAfter, ownBefore);
            for (int rounds = 1; !open(known::get).isEmpty(); rounds++) {
                if (rounds == MAX_ROUNDS) {
                    throw new ServiceUnavailableException("It took too long to read these tweets.");
                }
                round(Long.MAX_VALUE, 0);
            }
            return new Hydrated(
                    ids.stream().map(known::get).filter(Objects::nonNull).toList(),
                    known,
                    liked,
                    retweeted,
                    bookmarked,
                    degraded);
        }

        private void round(long ownAfter, long ownBefore) {
            Map<Long, CompletableFuture<Tweet>> found = new HashMap<>();
            Set<Long> missing = degraded ? open(known::get) : open(id -> remembered(id, found));
            if (!found.isEmpty() && !leaveOutDeleted(found)) {
                degraded = true;
                found.clear();
                missing = open(known::get);
            }
            missing.removeAll(found.keySet());
            Map<Long, CompletableFuture<Tweet>> loading = degraded ? Map.of() : begin(missing);
            try {
                Set<Long> toTell = new HashSet<>(found.keySet());
                toTell.removeAll(told);
                if (!missing.isEmpty() || !toTell.isEmpty() || ownAfter < ownBefore) {
                    ask(toTell, missing, ownAfter, ownBefore);
                }
                // Null: there is no such tweet, and the cache forgets that it was loaded
                loading.forEach((id, load) -> load.complete(known.get(id)));
                partial.forEach(near::drop);
            } finally {
                // Nobody is to wait for what will not come
                loading.values().forEach(load -> load.cancel(false));
            }
            found.forEach(this::await);
        }

        /** What is asked for of the page and what it refers to, but is not in the source. */
        private Set<Long> open(Function<Long, @Nullable Tweet> source) {
            Set<Long> open = new LinkedHashSet<>();
            ids.forEach(id -> visit(id, true, source, open));
            return open;
        }

        /** @param whole shown with what it refers to, as all but quoted tweets are */
        private void visit(long id, boolean whole, Function<Long, @Nullable Tweet> source, Set<Long> open) {
            if (gone.contains(id)) {
                return;
            }
            Tweet tweet = source.apply(id);
            if (tweet == null) {
                open.add(id);
            } else if (whole) {
                if (tweet.quoteOf() != null) {
                    visit(tweet.quoteOf(), false, source, open);
                }
                if (tweet.retweetOf() != null) {
                    visit(tweet.retweetOf(), true, source, open);
                }
            }
        }

        /** @param found takes what is in memory or on its way there */
        private @Nullable Tweet remembered(long id, Map<Long, CompletableFuture<Tweet>> found) {
            CompletableFuture<Tweet> tweet = known.containsKey(id) ? null : near.find(id);
            if (tweet == null) {
                return known.get(id);
            }
            found.put(id, tweet);
            return tweet.state() == Future.State.SUCCESS ? tweet.resultNow() : null;
        }

        /** @return false if Redis cannot be asked */
        private boolean leaveOutDeleted(Map<Long, CompletableFuture<Tweet>> found) {
            try {
                gone.addAll(tombstones.among(found.keySet()));
                found.keySet().removeAll(gone);
                return true;
            } catch (DataAccessException e) {
                if (!Infrastructure.isFault(e)) {
                    throw e;
                }
                return false;
            }
        }

        /** Whatever somebody else began to load meanwhile is left for the next round. */
        private Map<Long, CompletableFuture<Tweet>> begin(Set<Long> missing) {
            Map<Long, CompletableFuture<Tweet>> loading = new HashMap<>();
            missing.removeIf(id -> {
                CompletableFuture<Tweet> begun = near.begin(id);
                if (begun != null) {
                    loading.put(id, begun);
                }
                return begun == null;
            });
            return loading;
        }

        private void ask(Set<Long> toTell, Set<Long> missing, long ownAfter, long ownBefore) {
            TweetClient.Home home = tweets.home(readerId, toTell, missing, ownAfter, ownBefore);
            for (TweetClient.PlainTweet plain : home.tweets()) {
                boolean whole = Tweet.isWhole(plain.tweet());
                Tweet tweet = Tweet.of(plain.tweet(), plain.retweetOfTweetId());
                known.put(tweet.tweetId(), tweet);
                told.add(tweet.tweetId());
                if (!whole) {
                    partial.add(tweet.tweetId());
                } else if (!degraded && !missing.contains(tweet.tweetId())) {
                    near.put(tweet);
                }
            }
            missing.stream().filter(id -> !known.containsKey(id)).forEach(gone::add);
            ids.addAll(home.ownIds());
            told.addAll(toTell);
            liked.addAll(home.liked());
            retweeted.addAll(home.retweeted());
            bookmarked.addAll(home.bookmarked());
        }

        /** Who was loading it may have failed: then it stays open. */
        private void await(long id, CompletableFuture<Tweet> tweet) {
            try {
                @Nullable Tweet loaded = tweet.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (loaded == null) {
                    gone.add(id);
                } else {
                    known.put(id, loaded);
                }
            } catch (ExecutionException | CancellationException | TimeoutException e) {
                log.debug("Somebody else did not load a tweet", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServiceUnavailableException("The server is stopping.");
            }
        }
    }
}
