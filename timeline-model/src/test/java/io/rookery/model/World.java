package io.rookery.model;

import io.rookery.defaults.ids.Snowflake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The truth, as user-service and tweet-service keep it: who follows, blocks and mutes whom, and who wrote what. */
final class World {

    static final int USERS = 4;

    private static final AtomicLong WORLDS = new AtomicLong(100);
    private static final int USERS_TO_EACH = 10;

    /** Each world has ids of its own, of users and of tweets, so that several turn at once. */
    private final long number = WORLDS.incrementAndGet();

    /** Ids are of today. */
    private final long start = System.currentTimeMillis();

    private long changes;
    private final Map<Edge, Long> follows = new HashMap<>();
    private final Set<Edge> blocks = new HashSet<>();
    private final Set<Edge> mutes = new HashSet<>();
    private final NavigableMap<Long, Tweet> tweets = new TreeMap<>(Collections.reverseOrder());
    private final Set<Long> pulled = new HashSet<>();
    private final Set<Long> everPulled = new HashSet<>();
    private final Set<Long> marked = new HashSet<>();

    record Edge(long from, long to) {}

    /** @param original of a retweet, the id of what was retweeted */
    record Tweet(long id, long authorId, @Nullable Long original) {}

    /** @param nextAfter where the next page begins, null at the end */
    record Followers(List<Long> ids, @Nullable Long nextAfter) {}

    record Delivery(boolean pull, boolean everPulled, boolean markOwed, Followers followers) {}

    /** The number of the world a user lives in. */
    static long numberOf(long user) {
        return user / USERS_TO_EACH;
    }

    long number() {
        return number;
    }

    long user(int index) {
        return number * USERS_TO_EACH + index;
    }

    /** All of them. */
    List<Long> users() {
        return IntStream.range(0, USERS).mapToObj(this::user).toList();
    }

    synchronized List<Event> follow(long reader, long author) {
        Edge edge = new Edge(reader, author);
        if (reader == author || isBlocked(reader, author) || follows.containsKey(edge)) {
            return List.of();
        }
        follows.put(edge, ++changes);
        return List.of(Event.followed(edge));
    }

    synchronized List<Event> unfollow(long reader, long author) {
        Edge edge = new Edge(reader, author);
        return follows.remove(edge) == null ? List.of() : List.of(Event.unfollowed(edge));
    }

    synchronized List<Event> block(long user, long other) {
        if (user == other || !blocks.add(new Edge(user, other))) {
            return List.of();
        }
        List<Event> events = new ArrayList<>(unfollow(user, other));
        events.addAll(unfollow(other, user));
        return events;
    }

    synchronized void unblock(long user, long other) {
        blocks.remove(new Edge(user, other));
    }

    synchronized void mute(long user, long other) {
        if (user != other) {
            mutes.add(new Edge(user, other));
        }
    }

    synchronized void unmute(long user, long other) {
        mutes.remove(new Edge(user, other));
    }

    synchronized List<Event> post(long author) {
        return add(author, null);
    }

    /** A retweet of a retweet is one of the original; what one cannot see one cannot retweet. */
    synchronized List<Event> retweet(long user, Tweet tweet) {
        Tweet original = tweet.original == null ? tweet : tweets.get(tweet.original);
        return original == null || isBlocked(user, original.authorId) ? List.of() : add(user, original.id);
    }

    /** Ids grow, and now and then two are of one millisecond. */
    private List<Event> add(long author, @Nullable Long original) {
        long change = ++changes;
        int node = (int) (number % Snowflake.NODES);
        Tweet tweet = new Tweet(
                Snowflake.id(start + change / 2, node, (int) (change % Snowflake.SEQUENCES)), author, original);
        tweets.put(tweet.id, tweet);
        return List.of(Event.posted(tweet));
    }

    synchronized List<Event> delete(Tweet tweet) {
        return tweets.remove(tweet.id) == null ? List.of() : List.of(Event.deleted(tweet));
    }

    synchronized void pull(long author) {
        pulled.add(author);
    }

    synchronized void pushAgain(long author) {
        pulled.remove(author);
    }

    /** Newest first; deleted ones are gone, retweets of them are not. */
    synchronized List<Tweet> tweets() {
        return List.copyOf(tweets.values());
    }

    synchronized @Nullable Tweet tweet(long id) {
        return tweets.get(id);
    }

    synchronized boolean isUser(long user) {
        return users().contains(user);
    }

    synchronized boolean follows(long reader, long author) {
        return follows.containsKey(new Edge(reader, author));
    }

    /** In either direction. */
    synchronized boolean isBlocked(long user, long other) {
        return blocks.contains(new Edge(user, other)) || blocks.contains(new Edge(other, user));
    }

    synchronized boolean mutes(long user, long other) {
        return mutes.contains(new Edge(user, other));
    }

    synchronized List<Long> followees(long reader) {
        return follows.keySet().stream()
                .filter(edge -> edge.from == reader)
                .map(Edge::to)
                .toList();
    }

    synchronized List<Long> pulledFollowees(long reader) {
        return followees(reader).stream().filter(everPulled::contains).toList();
    }

    /** A page goes by the order in which they followed. */
    synchronized Followers followers(long author, long after, int limit) {
        List<Map.Entry<Edge, Long>> rest = follows.entrySet().stream()
                .filter(follow -> follow.getKey().to == author && follow.getValue() > after)
                .sorted(Map.Entry.comparingByValue())
                .toList();
        List<Map.Entry<Edge, Long>> page = rest.subList(0, Math.min(limit, rest.size()));
        return new Followers(
                page.stream().map(follow -> follow.getKey().from).toList(),
                rest.size() > limit ? page.getLast().getValue() : null);
    }

    synchronized Delivery deliver(long author, int limit) {
        boolean pull = pulled.contains(author);
        if (pull) {
            everPulled.add(author);
        }
        boolean ever = everPulled.contains(author);
        return new Delivery(
                pull,
                ever,
                ever && !marked.contains(author),
                pull ? new Followers(List.of(), null) : followers(author, 0, limit));
    }

    synchronized void marked(long author) {
        marked.add(author);
    }

    synchronized List<Long> newest(long author, long before, long after, int limit) {
        return tweets.values().stream()
                .filter(tweet -> tweet.authorId == author && tweet.id < before && tweet.id > after)
                .map(Tweet::id)
                .limit(limit)
                .toList();
    }
}
