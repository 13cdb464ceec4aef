package io.rookery.tweet.tweets;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Reads an author's tweets newest first, walking down the buckets. */
@Component
public class AuthorTweets {

    /** Rows of one statement. */
    private static final int MAX_CHUNK = 500;

    /** Of {@link #recent}: more than most people post in a month. */
    private static final int MAX_RECENT = 200;

    private static final Duration RECENT = Duration.ofDays(1);

    private final TweetRepository repository;
    private final TweetReader reader;
    private final TweetsProperties settings;
    private final InstantSource clock;
    private final Semaphore reads;

    AuthorTweets(TweetRepository repository, TweetReader reader, TweetsProperties settings, InstantSource clock) {
        this.repository = repository;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        this.reads = new Semaphore(settings.parallelReads());
    }

    /**
     * At most {@code limit} tweets of these kinds with ids below {@code before}, newest first. The page ends short, with a
     * next one, when it has looked into as many buckets, or at as many rows, as a request may.
     */
    public TweetPage byAuthor(long authorId, long before, int limit, Set<TweetKind> kinds) {
        List<Long> ids = new ArrayList<>();
        int oldest = TweetBucket.oldest(authorId);
        int newest = newestBucket(before);
        int last = Math.max(oldest, newest - settings.bucketsPerPage() + 1);
        int rows = 0;
        // One more than asked for tells whether there is a next page; where most are passed over, more are read at once
        int chunk = limit + 1;
        for (int bucket = newest; bucket >= last; bucket--) {
            long below = before;
            boolean more = true;
            while (more) {
                List<TweetRepository.Listed> read = repository.byAuthor(authorId, bucket, below, chunk);
                for (TweetRepository.Listed listed : read) {
                    if (kinds.contains(listed.kind())) {
                        if (ids.size() == limit) {
                            return page(ids, OptionalLong.of(ids.getLast()));
                        }
                        ids.add(listed.tweetId());
                    }
                    below = listed.tweetId();
                }
                rows += read.size();
                if (rows >= settings.rowsPerPage()) {
                    return page(ids, OptionalLong.of(below));
                }
                more = read.size() == chunk;
                chunk = Math.min(2 * chunk, MAX_CHUNK);
            }
        }
        return page(ids, last > oldest ? OptionalLong.of(TweetBucket.firstId(last)) : OptionalLong.empty());
    }

    private TweetPage page(List<Long> ids, OptionalLong next) {
        return new TweetPage(reader.list(ids), next);
    }

    /**
     * What an author posted of late.
     *
     * @param tweetIds newest first
     * @param retweetedIds of the originals of their retweets
     * @param floor originals above it that are not among them were not retweeted by this author
     */
    public record Recent(List<Long> tweetIds, Set<Long> retweetedIds, long floor) {}

    /**
     * The author's newest tweets down to {@code after}; or as far as one statement reaches (two at the turn of a bucket), which
     * is a day at least unless there were very many.
     */
    public Recent recent(long authorId, long after) {
        long now = clock.millis();
        int newest = TweetBucket.newest(now);
        int oldest = TweetBucket.of(Math.max(after, Snowflake.first(now - RECENT.toMillis())));
        List<TweetRepository.Listed> listed = new ArrayList<>();
        for (int bucket = newest; bucket >= oldest && listed.size() < MAX_RECENT; bucket--) {
            listed.addAll(repository.recentByAuthor(authorId, bucket, after, MAX_RECENT - listed.size()));
        }
        long floor =
                listed.size() == MAX_RECENT ? listed.getLast().tweetId() : Math.max(after, TweetBucket.firstId(oldest));
        Set<Long> retweeted = new HashSet<>();
        for (TweetRepository.Listed tweet : listed) {
            if (tweet.retweetOf() != null) {
                retweeted.add(tweet.retweetOf());
            } else if (tweet.kind() == TweetKind.RETWEET) {
                floor = Math.max(floor, tweet.tweetId()); // it does not say of what
            }
        }
        return new Recent(listed.stream().map(TweetRepository.Listed::tweetId).toList(), retweeted, floor);
    }

    /**
     * The newest ids of each author, newest first, between the two ids (exclusive). Authors are read side by side, as many
     * at once as the settings allow over all requests.
     *
     * @throws ServiceUnavailableException if it takes too long
     */
    public Map<Long, List<Long>> newestIds(Collection<Long> authorIds, long before, long after, int limit) {
        List<Callable<List<Long>>> tasks = new ArrayList<>();
        for (Long authorId : authorIds) {
            tasks.add(() -> newestIds(authorId, before, after, limit));
        }
        List<Future<List<Long>>> results;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            results = threads.invokeAll(tasks, settings.newestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException("The server is stopping.");
        }
        Map<Long, List<Long>> newest = new LinkedHashMap<>();
        int i = 0;
        for (Long authorId : authorIds) {
            newest.put(authorId, result(results.get(i++)));
        }
        return newest;
    }

    private List<Long> newestIds(long authorId, long before, long after, int limit) throws InterruptedException {
        List<Long> ids = new ArrayList<>();
        int oldest = Math.max(TweetBucket.oldest(authorId), TweetBucket.of(after));
        for (int bucket = newestBucket(before); bucket >= oldest && ids.size() < limit; bucket--) {
            reads.acquire();
            try {
                ids.addAll(repository.idsByAuthor(authorId, bucket, before, after, limit - ids.size()));
            } finally {
                reads.release();
            }
        }
        return ids;
    }

    private int newestBucket(long before) {
        return Math.min(TweetBucket.newest(clock.millis()), TweetBucket.of(before - 1));
    }

    private static List<Long> result(Future<List<Long>> future) {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new ServiceUnavailableException("It took too long to read these tweets.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException("The server is stopping.");
        }
    }
}
