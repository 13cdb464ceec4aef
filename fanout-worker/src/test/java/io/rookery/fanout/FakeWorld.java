package io.rookery.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;

/** user-service and tweet-service as the worker sees them: who follows whom, who wrote what, who is being erased. */
class FakeWorld implements AuthorClient, TweetClient, ErasureClient {

    private final Map<Long, NavigableSet<Long>> followers = new ConcurrentHashMap<>();
    private final Map<Long, NavigableSet<Long>> tweets = new ConcurrentHashMap<>();
    private final Set<Long> pulled = ConcurrentHashMap.newKeySet();
    private final Set<Long> everPulled = ConcurrentHashMap.newKeySet();
    private final Set<Long> marked = ConcurrentHashMap.newKeySet();
    private volatile long stuck;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger unheard = new AtomicInteger();
    private final Set<Long> erasing = ConcurrentHashMap.newKeySet();
    private final Queue<Long> erased = new ConcurrentLinkedQueue<>();
    private final List<Long> pagesAskedAfter = new ArrayList<>();

    @TestConfiguration
    static class Configuration {

        @Bean
        @Primary
        FakeWorld world() {
            return new FakeWorld();
        }
    }

    void follow(long followerId, long followeeId) {
        followers
                .computeIfAbsent(followeeId, _ -> new ConcurrentSkipListSet<>())
                .add(followerId);
    }

    void unfollow(long followerId, long followeeId) {
        followers.get(followeeId).remove(followerId);
    }

    void tweeted(long authorId, Collection<Long> tweetIds) {
        tweets.computeIfAbsent(authorId, _ -> new ConcurrentSkipListSet<>(Comparator.reverseOrder()))
                .addAll(tweetIds);
    }

    void leaveToPull(long authorId) {
        pulled.add(authorId);
        everPulled.add(authorId);
    }

    /** The author fell below the push limit again. */
    void pushAgain(long authorId) {
        pulled.remove(authorId);
    }

    /** Asking for followers of this author fails; 0 for nobody. */
    void getStuckOn(long authorId) {
        stuck = authorId;
    }

    /** The next pages of followers after the first one fail, as if user-service restarted. */
    void failSecondPage(int times) {
        failures.set(times);
    }

    void eraseAccount(long userId) {
        erasing.add(userId);
    }

    /** The next words about erasures are lost, as if user-service restarted. */
    void failErased(int times) {
        unheard.set(times);
    }

    /** Of whom the worker said that the timeline is erased, as often as it said so. */
    List<Long> erased() {
        return List.copyOf(erased);
    }

    synchronized List<Long> pagesAskedAfter() {
        return List.copyOf(pagesAskedAfter);
    }

    @Override
    public Delivery delivery(long authorId, int limit) {
        boolean pull = pulled.contains(authorId);
        Followers first = pull ? new Followers(List.of(), null) : page(authorId, 0, limit);
        boolean ever = everPulled.contains(authorId);
        return new Delivery(
                pull ? Mode.PULL : Mode.PUSH,
                ever,
                ever && !marked.contains(authorId),
                first.followerIds(),
                first.nextAfter());
    }

    @Override
    public void pullMarked(long authorId) {
        marked.add(authorId);
    }

    @Override
    public synchronized Followers followers(long authorId, long after, int limit) {
        pagesAskedAfter.add(after);
        if (authorId == stuck) {
            throw HttpServerErrorException.create(HttpStatus.SERVICE_UNAVAILABLE, "stuck", null, null, null);
        }
        if (after > 0 && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw HttpServerErrorException.create(HttpStatus.SERVICE_UNAVAILABLE, "restarting", null, null, null);
        }
        return page(authorId, after, limit);
    }

    private Followers page(long authorId, long after, int limit) {
        List<Long> page = followers.getOrDefault(authorId, new ConcurrentSkipListSet<>()).tailSet(after, false).stream()
                .limit(limit)
                .toList();
        return new Followers(page, page.size() < limit ? null : page.getLast());
    }

    @Override
    public Followees followeesAmong(long userId, long among) {
        boolean follows =
                followers.getOrDefault(among, new ConcurrentSkipListSet<>()).contains(userId);
        return new Followees(follows ? List.of(among) : List.of());
    }

    @Override
    public Followees pulledFolloweesAmong(long userId, long among) {
        return everPulled.contains(among) ? followeesAmong(userId, among) : new Followees(List.of());
    }

    @Override
    public Newest newest(long authorId, int limit) {
        return new Newest(List.of(new AuthorTweets(tweets.getOrDefault(authorId, new ConcurrentSkipListSet<>()).stream()
                .limit(limit)
                .toList())));
    }

    @Override
    public void timelinesErased(long userId) {
        if (unheard.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw HttpServerErrorException.create(HttpStatus.SERVICE_UNAVAILABLE, "restarting", null, null, null);
        }
        if (!erasing.contains(userId)) {
            throw HttpClientErrorException.create(HttpStatus.NOT_FOUND, "unknown erasure", null, null, null);
        }
        erased.add(userId);
    }
}
