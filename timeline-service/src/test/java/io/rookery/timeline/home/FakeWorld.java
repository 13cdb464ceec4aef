package io.rookery.timeline.home;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** user-service and tweet-service as a home read sees them. */
class FakeWorld implements GraphClient, TweetClient {

    private final Map<Long, Set<Long>> followees = new ConcurrentHashMap<>();
    private final Set<Long> pulled = ConcurrentHashMap.newKeySet();
    private final Map<Long, Set<Long>> muted = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Long> authors = new ConcurrentSkipListMap<>(Collections.reverseOrder());
    private final Map<Long, Long> originals = new ConcurrentHashMap<>();
    private final AtomicInteger wholeFollowingAsked = new AtomicInteger();
    private volatile Runnable whenFollowingIsAsked = () -> {};

    @TestConfiguration
    static class Configuration {

        @Bean
        @Primary
        FakeWorld world() {
            return new FakeWorld();
        }
    }

    void follow(long readerId, long authorId) {
        followees.computeIfAbsent(readerId, _ -> new ConcurrentSkipListSet<>()).add(authorId);
    }

    void unfollow(long readerId, long authorId) {
        followees.get(readerId).remove(authorId);
    }

    void mute(long readerId, long userId) {
        muted.computeIfAbsent(readerId, _ -> new ConcurrentSkipListSet<>()).add(userId);
    }

    void unmute(long readerId, long userId) {
        muted.get(readerId).remove(userId);
    }

    void leaveToPull(long authorId) {
        pulled.add(authorId);
    }

    void post(long authorId, long tweetId) {
        authors.put(tweetId, authorId);
    }

    void retweet(long userId, long retweetId, long originalId) {
        originals.put(retweetId, originalId);
        post(userId, retweetId);
    }

    void delete(long tweetId) {
        authors.remove(tweetId);
    }

    void whenFollowingIsAsked(Runnable action) {
        whenFollowingIsAsked = action;
    }

    /** How often a read fell back to pulling everybody. */
    int wholeFollowingAsked() {
        return wholeFollowingAsked.get();
    }

    @Override
    public Followees followees(long readerId) {
        wholeFollowingAsked.incrementAndGet();
        whenFollowingIsAsked.run();
        return new Followees(List.copyOf(followees.getOrDefault(readerId, Set.of())));
    }

    @Override
    public Relations relations(long readerId, Collection<Long> among) {
        Set<Long> following = new HashSet<>(among);
        following.retainAll(followees.getOrDefault(readerId, Set.of()));
        Set<Long> muting = new HashSet<>(among);
        muting.retainAll(muted.getOrDefault(readerId, Set.of()));
        return new Relations(following, muting, Set.of());
    }

    @Override
    public Followees pulledFollowees(long readerId) {
        List<Long> followed = new ArrayList<>(pulled);
        followed.retainAll(followees.getOrDefault(readerId, Set.of()));
        return new Followees(followed);
    }

    @Override
    public Tweets byIds(Collection<Long> ids, long viewerId) {
        return new Tweets(ids.stream()
                .filter(id -> authors.containsKey(originals.getOrDefault(id, id)))
                .filter(authors::containsKey)
                .map(this::body)
                .toList());
    }

    private JsonNode body(long id) {
        Long original = originals.get(id);
        return original == null
                ? TweetBodies.tweet(id, authors.get(id))
                : TweetBodies.retweet(id, authors.get(id), body(original));
    }

    @Override
    public Newest newest(Collection<Long> authorIds, long before, long after, int limit) {
        return new Newest(authorIds.stream()
                .map(author -> new AuthorTweets(authors.entrySet().stream()
                        .filter(tweet -> tweet.getValue().equals(author))
                        .map(Map.Entry::getKey)
                        .filter(id -> id < before && id > after)
                        .limit(limit)
                        .toList()))
                .toList());
    }
}
