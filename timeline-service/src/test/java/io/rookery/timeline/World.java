package io.rookery.timeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.test.backends.TestBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** user-service and tweet-service on one port, as a home read sees them. */
public final class World implements TestBackend {

    private static final JsonMapper JSON = new JsonMapper();

    /** As many as both services take. */
    private static final int MAX_IDS = 500;

    private final Map<Long, Set<Long>> followees = new ConcurrentHashMap<>();
    private final Set<Long> pulled = ConcurrentHashMap.newKeySet();
    private final Map<Long, Set<Long>> muted = new ConcurrentHashMap<>();
    private final Map<Long, Set<Long>> blocked = new ConcurrentHashMap<>();
    private final Map<Long, Set<Long>> liked = new ConcurrentHashMap<>();
    private final Map<Long, NavigableMap<Long, ObjectNode>> byAuthor = new ConcurrentHashMap<>();
    private final Map<Long, ObjectNode> tweets = new ConcurrentHashMap<>();
    private final Map<Long, Long> originals = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile Runnable whenFollowingIsAsked = () -> {};
    private volatile String deaf = "none";
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private final String url;

    public World() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
            url = "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("ROOKERY_USER_SERVICE_URL", url, "ROOKERY_TWEET_SERVICE_URL", url);
    }

    public void follow(long readerId, long authorId) {
        of(followees, readerId).add(authorId);
    }

    public void unfollow(long readerId, long authorId) {
        of(followees, readerId).remove(authorId);
    }

    public void mute(long readerId, long userId) {
        of(muted, readerId).add(userId);
    }

    public void unmute(long readerId, long userId) {
        of(muted, readerId).remove(userId);
    }

    public void block(long readerId, long userId) {
        of(blocked, readerId).add(userId);
    }

    public void like(long readerId, long tweetId) {
        of(liked, readerId).add(tweetId);
    }

    public void leaveToPull(long authorId) {
        pulled.add(authorId);
    }

    public Set<Long> pulledFollowees(long readerId) {
        return among(of(followees, readerId), pulled);
    }

    public void post(long authorId, long tweetId) {
        put(authorId, tweetId, TweetBodies.tweet(tweetId, authorId));
    }

    /** As {@link #post}, at a moment at which the author's name cannot be read. */
    public void postByNobodyKnown(long authorId, long tweetId) {
        ObjectNode body = TweetBodies.tweet(tweetId, authorId);
        body.withObject("author").remove(List.of("handle", "display_name"));
        put(authorId, tweetId, body);
    }

    public void quote(long authorId, long quoteId, long quotedId) {
        put(authorId, quoteId, TweetBodies.quote(quoteId, authorId, quotedId));
    }

    public void retweet(long userId, long retweetId, long originalId) {
        originals.put(retweetId, originalId);
        put(userId, retweetId, TweetBodies.retweet(retweetId, userId));
    }

    public void delete(long tweetId) {
        tweets.remove(tweetId);
        byAuthor.values().forEach(posted -> posted.remove(tweetId));
    }

    private void put(long authorId, long tweetId, ObjectNode body) {
        tweets.put(tweetId, body);
        byAuthor.computeIfAbsent(authorId, _ -> new ConcurrentSkipListMap<>(Collections.reverseOrder()))
                .put(tweetId, body);
    }

    public void whenFollowingIsAsked(Runnable action) {
        whenFollowingIsAsked = action;
    }

    /** Requests to paths that end so are taken and not answered, until {@link #hearAgain}. */
    public void goDeaf(String pathEnd) {
        silence = new CountDownLatch(1);
        deaf = pathEnd;
    }

    public void hearAgain() {
        deaf = "none";
        silence.countDown();
    }

    /** Paths with queries, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public List<String> asked(String path) {
        return asked.stream().filter(each -> each.contains(path)).toList();
    }

    public void forgetWhatWasAsked() {
        asked.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestURI().toString());
            if (path.endsWith(deaf)) {
                silence.await();
            }
            MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
                    .build()
                    .getQueryParams();
            if (query.values().stream().anyMatch(values -> values.size() > MAX_IDS)) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            byte[] body = JSON.writeValueAsString(answer(path, query)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Object answer(String path, MultiValueMap<String, String> query) {
        if (path.equals("/internal/tweets/newest")) {
            return newest(query);
        }
        if (path.equals("/internal/tweets/home")) {
            return home(query);
        }
        String[] parts = path.split("/");
        long readerId = Long.parseLong(parts[3]);
        return switch (parts[4]) {
            case "followees" -> {
                whenFollowingIsAsked.run();
                yield Map.of("followee_ids", texts(of(followees, readerId)));
            }
            case "pulled-followees" -> Map.of("followee_ids", texts(pulledFollowees(readerId)));
            case "relations" ->
                Map.of(
                        "following_ids", texts(among(of(followees, readerId), ids(query, "among"))),
                        "muting_ids", texts(among(of(muted, readerId), ids(query, "among"))),
                        "blocked_ids", texts(among(of(blocked, readerId), ids(query, "among"))));
            default -> throw new IllegalArgumentException(path);
        };
    }

    private Object newest(MultiValueMap<String, String> query) {
        return Map.of(
                "authors",
                ids(query, "author_ids").stream()
                        .map(author -> Map.of(
                                "author_id",
                                author.toString(),
                                "tweet_ids",
                                texts(posted(author, id(query, "before"), id(query, "after"))
                                        .limit(id(query, "limit"))
                                        .toList())))
                        .toList());
    }

    private Stream<Long> posted(long authorId, long before, long after) {
        return byAuthor.getOrDefault(authorId, Collections.emptyNavigableMap()).keySet().stream()
                .filter(id -> id < before && id > after);
    }

    private Object home(MultiValueMap<String, String> query) {
        long viewerId = id(query, "viewer_id");
        Set<Long> ids = ids(query, "ids");
        List<Long> own = posted(viewerId, id(query, "own_before"), id(query, "own_after"))
                .toList();
        Set<Long> closure = new LinkedHashSet<>();
        Stream.concat(ids(query, "missing").stream(), own.stream())
                .filter(id -> !ids.contains(id))
                .forEach(id -> close(id, closure));
        Set<Long> told = new HashSet<>(ids);
        told.addAll(closure);
        Map<String, Object> home = new LinkedHashMap<>();
        home.put("tweets", closure.stream().map(this::plain).toList());
        home.put("own_ids", texts(own));
        home.put("liked", texts(among(of(liked, viewerId), told)));
        home.put("retweeted", List.of());
        home.put("bookmarked", List.of());
        return home;
    }

    private void close(Long id, Set<Long> closure) {
        ObjectNode body = tweets.get(id);
        if (body != null && closure.add(id)) {
            if (originals.containsKey(id)) {
                close(originals.get(id), closure);
            }
            if (body.has("quote_tweet_id")) {
                close(Long.valueOf(body.get("quote_tweet_id").asString()), closure);
            }
        }
    }

    private Object plain(Long id) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("tweet", Objects.requireNonNull(tweets.get(id)));
        if (originals.containsKey(id)) {
            plain.put("retweet_of_tweet_id", originals.get(id).toString());
        }
        return plain;
    }

    private static Set<Long> of(Map<Long, Set<Long>> sets, long userId) {
        return sets.computeIfAbsent(userId, _ -> new ConcurrentSkipListSet<>());
    }

    private static Set<Long> among(Collection<Long> ids, Collection<Long> others) {
        Set<Long> among = new HashSet<>(ids);
        among.retainAll(others);
        return among;
    }

    private static List<String> texts(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }

    private static long id(MultiValueMap<String, String> query, String name) {
        return Long.parseLong(Objects.requireNonNull(query.getFirst(name)));
    }

    private static Set<Long> ids(MultiValueMap<String, String> query, String name) {
        Set<Long> ids = new LinkedHashSet<>();
        query.getOrDefault(name, List.of()).forEach(id -> ids.add(Long.valueOf(id)));
        return ids;
    }
}
