package io.rookery.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** user-service and tweet-service over HTTP, as far as the two services ask them. Calls of the worker can be made to fail. */
final class PlayedServices {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String WORKER = "/worker";
    private static final String READER = "/reader";
    private static final int OWN = 100;

    private final Map<Long, Played> worlds = new ConcurrentHashMap<>();
    private final String url;

    /** A world, and which of the worker's calls about it are to fail. */
    private record Played(
            World world,
            AtomicInteger untilFailure,
            AtomicInteger untilLostAnswer,
            AtomicReference<@Nullable HeldAnswer> held) {}

    /** An answer to timeline-service about what Redis does not have; it is made and stays on its way, the nth from now. */
    record HeldAnswer(AtomicInteger until, CompletableFuture<Void> made, CompletableFuture<Void> released) {

        private void pass() {
            if (isNext(until)) {
                made.complete(null);
                released.join();
            }
        }
    }

    PlayedServices() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(WORKER, this::answerWorker);
            server.createContext(READER, this::answerReader);
            server.start();
            url = "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String urlForWorker() {
        return url + WORKER;
    }

    String urlForReader() {
        return url + READER;
    }

    void show(World world) {
        worlds.put(
                world.number(), new Played(world, new AtomicInteger(), new AtomicInteger(), new AtomicReference<>()));
    }

    void failCall(World world, int nth) {
        played(world.number()).untilFailure.set(nth);
    }

    void loseAnswer(World world, int nth) {
        played(world.number()).untilLostAnswer.set(nth);
    }

    HeldAnswer holdAnswer(World world, int nth) {
        HeldAnswer held = new HeldAnswer(new AtomicInteger(nth), new CompletableFuture<>(), new CompletableFuture<>());
        played(world.number()).held.set(held);
        return held;
    }

    private Played played(long number) {
        return Objects.requireNonNull(worlds.get(number));
    }

    private void answerWorker(HttpExchange exchange) throws IOException {
        Question question = Question.of(exchange, WORKER);
        Played played = played(question.world());
        if (isNext(played.untilFailure)) {
            send(exchange, 503, Map.of());
        } else if (isNext(played.untilLostAnswer)) {
            reply(question);
            send(exchange, 503, Map.of());
        } else {
            answer(exchange, question);
        }
    }

    private void answerReader(HttpExchange exchange) throws IOException {
        Question question = Question.of(exchange, READER);
        Object body = reply(question);
        HeldAnswer held = played(question.world()).held.get();
        if (held != null && question.isOfRebuild()) {
            held.pass();
        }
        send(exchange, body);
    }

    private static boolean isNext(AtomicInteger calls) {
        return calls.getAndUpdate(left -> Math.max(0, left - 1)) == 1;
    }

    private void answer(HttpExchange exchange, Question question) throws IOException {
        send(exchange, reply(question));
    }

    private static void send(HttpExchange exchange, @Nullable Object body) throws IOException {
        send(exchange, body == null ? 404 : 200, body == null ? Map.of() : body);
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        try (exchange) {
            byte[] json = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    /** The body of the reply, or null for 404. */
    private @Nullable Object reply(Question question) {
        World now = played(question.world()).world;
        Query query = question.query;
        List<String> path = question.path;
        return switch (path.getFirst()) {
            case "users" -> user(now, Long.parseLong(path.get(1)), path.get(2), query);
            case "tweets" -> tweets(now, path.get(1), query);
            default -> null;
        };
    }

    private static @Nullable Object user(World now, long user, String what, Query query) {
        return switch (what) {
            case "delivery" ->
                now.isUser(user) ? delivery(now.deliver(user, (int) query.number("limit", 10_000))) : null;
            case "pull-mark" -> {
                now.marked(user);
                yield Map.of();
            }
            case "followers" ->
                followers(now.followers(user, query.number("after", 0), (int) query.number("limit", 10_000)));
            case "followees" -> Map.of("followee_ids", texts(query.among(now.followees(user))));
            case "pulled-followees" -> Map.of("followee_ids", texts(query.among(now.pulledFollowees(user))));
            case "relations" -> relations(now, user, query.numbers("among"));
            default -> null;
        };
    }

    private static Object delivery(World.Delivery delivery) {
        Map<String, Object> body = followers(delivery.followers());
        body.put("mode", delivery.pull() ? "pull" : "push");
        body.put("ever_pulled", delivery.everPulled());
        body.put("mark_owed", delivery.markOwed());
        return body;
    }

    private static Map<String, Object> followers(World.Followers followers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("follower_ids", texts(followers.ids()));
        if (followers.nextAfter() != null) {
            body.put("next_after", followers.nextAfter().toString());
        }
        return body;
    }

    private static Object relations(World now, long user, List<Long> among) {
        return Map.of(
                "following_ids", texts(filter(among, other -> now.follows(user, other))),
                "muting_ids", texts(filter(among, other -> now.mutes(user, other))),
                "blocked_ids", texts(filter(among, other -> now.isBlocked(user, other))));
    }

    private static Object newest(World now, Query query) {
        long before = query.number("before", Long.MAX_VALUE);
        long after = query.number("after", 0);
        int limit = (int) query.number("limit", 800);
        return Map.of(
                "authors",
                query.numbers("author_ids").stream()
                        .map(author -> Map.of(
                                "author_id", author.toString(),
                                "tweet_ids", texts(now.newest(author, before, after, limit))))
                        .toList());
    }

    private static @Nullable Object tweets(World now, String what, Query query) {
        return switch (what) {
            case "newest" -> newest(now, query);
            case "home" -> home(now, query);
            default -> null;
        };
    }

    /** What is gone is left out; nothing is hidden, that is the reader's business. */
    private static Object home(World now, Query query) {
        Map<Long, World.Tweet> found = new LinkedHashMap<>();
        for (Long id : query.numbers("missing")) {
            World.Tweet tweet = now.tweet(id);
            if (tweet != null) {
                found.put(id, tweet);
                World.Tweet original = tweet.original() == null ? null : now.tweet(tweet.original());
                if (original != null) {
                    found.put(original.id(), original);
                }
            }
        }
        List<Long> own = now.newest(
                query.number("viewer_id", 0),
                query.number("own_before", Long.MAX_VALUE),
                query.number("own_after", 0),
                OWN);
        return Map.of(
                "tweets", found.values().stream().map(PlayedServices::plain).toList(),
                "own_ids", texts(own),
                "liked", List.of(),
                "retweeted", List.of(),
                "bookmarked", List.of());
    }

    private static Map<String, Object> plain(World.Tweet tweet) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "tweet",
                Map.of(
                        "tweet_id", Long.toString(tweet.id()),
                        "author_id", Long.toString(tweet.authorId()),
                        "author", Map.of("handle", "somebody")));
        if (tweet.original() != null) {
            body.put("retweet_of_tweet_id", tweet.original().toString());
        }
        return body;
    }

    private static List<Long> filter(List<Long> ids, Predicate<Long> wanted) {
        return ids.stream().filter(wanted).toList();
    }

    /** Ids are strings in JSON. */
    private static List<String> texts(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }

    /** @param path below {@code /internal} */
    private record Question(List<String> path, Query query) {

        static Question of(HttpExchange exchange, String prefix) {
            Query query = new Query(UriComponentsBuilder.fromUri(exchange.getRequestURI())
                    .build()
                    .getQueryParams());
            String path = exchange.getRequestURI().getPath().substring(prefix.length() + "/internal/".length());
            return new Question(List.of(path.split("/")), query);
        }

        /** Asked by who gathers what Redis does not have. */
        boolean isOfRebuild() {
            return Set.of("newest", "followees", "pulled-followees").contains(path.getLast());
        }

        /** Whoever it is about lives there. */
        long world() {
            return World.numberOf(
                    path.getFirst().equals("users")
                            ? Long.parseLong(path.get(1))
                            : query.number("viewer_id", query.number("author_ids", 0)));
        }
    }

    private record Query(Map<String, List<String>> fields) {

        long number(String field, long otherwise) {
            List<Long> numbers = numbers(field);
            return numbers.isEmpty() ? otherwise : numbers.getFirst();
        }

        List<Long> numbers(String field) {
            return fields.getOrDefault(field, List.of()).stream()
                    .flatMap(value -> Arrays.stream(value.split(",")))
                    .filter(value -> !value.isEmpty())
                    .map(Long::valueOf)
                    .collect(Collectors.toList());
        }

        /** All of them, if nobody asks about certain ones. */
        List<Long> among(List<Long> ids) {
            List<Long> asked = numbers("among");
            return asked.isEmpty() ? ids : filter(ids, asked::contains);
        }
    }
}
