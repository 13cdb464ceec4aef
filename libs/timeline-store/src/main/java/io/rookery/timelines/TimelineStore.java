package io.rookery.timelines;

import io.rookery.defaults.ids.Snowflake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisPipelineException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Home timelines in Redis. A timeline is one sorted set: a member is a tweet's decimal id, its score the id's milliseconds (an
 * id itself does not fit a double). Two members are not tweets:
 *
 * <ul>
 *   <li>{@code floor}: its score says from where on the set is complete. Every tweet above it that belongs here is here; below
 *       it there is nothing, and readers pull. It is half a millisecond off so that no tweet shares its score.
 *   <li>{@code building}: a rebuild is under way; the set takes pushes but is not read yet.
 * </ul>
 *
 * <p>Writes go only into timelines that exist: a reader who stays away costs nothing. Every operation touches one key, and
 * every one may be repeated without effect.
 */
public final class TimelineStore {

    /** Tokens of rebuilds lie above every score in ms and below 2^53, where a double is exact. */
    private static final long FIRST_TOKEN = 1L << 50;

    private static final long LAST_TOKEN = 1L << 53;

    private static final Script PUSH = Script.load("push.lua");
    private static final Script READ = Script.load("read.lua");
    private static final Script BEGIN = Script.load("begin.lua");
    private static final Script COMPLETE = Script.load("complete.lua");

    private final StringRedisTemplate redis;
    private final TimelineProperties settings;
    private final RandomGenerator random;

    TimelineStore(StringRedisTemplate redis, TimelineProperties settings, RandomGenerator random) {
        this.redis = redis;
        this.settings = settings;
        this.random = random;
    }

    /** Adds one tweet to the timelines of these readers, where they have one. One pipeline for all of them. */
    public void push(long tweetId, Collection<Long> readerIds) {
        byte[][] arguments = pushArguments(new Slice(List.of(tweetId), 0));
        pipeline(connection -> {
            for (long readerId : readerIds) {
                arguments[0] = key(readerId);
                connection.scriptingCommands().evalSha(PUSH.sha(), ReturnType.INTEGER, 1, arguments.clone());
            }
        });
    }

    /** Adds tweets of one list to a reader's timeline, if there is one, which is then complete no further than the list. */
    public void add(long readerId, Slice tweets) {
        byte[][] arguments = pushArguments(tweets);
        arguments[0] = key(readerId);
        run(PUSH, ReturnType.INTEGER, arguments);
    }

    /** Takes one tweet out of the timelines of these readers. */
    public void remove(long tweetId, Collection<Long> readerIds) {
        byte[] member = bytes(tweetId);
        pipeline(connection ->
                readerIds.forEach(readerId -> connection.zSetCommands().zRem(key(readerId), member)));
    }

    /** Takes tweets out of one reader's timeline. */
    public void removeAll(long readerId, Collection<Long> tweetIds) {
        if (!tweetIds.isEmpty()) {
            byte[][] members = tweetIds.stream().map(TimelineStore::bytes).toArray(byte[][]::new);
            call(connection -> connection.zSetCommands().zRem(key(readerId), members));
        }
    }

    /** Takes away a reader's whole timeline, if there is one. */
    public void delete(long readerId) {
        call(connection -> connection.keyCommands().unlink(key(readerId)));
    }

    public boolean exists(long readerId) {
        return Boolean.TRUE.equals(call(connection -> connection.keyCommands().exists(key(readerId))));
    }

    /**
     * The newest {@code limit} entries between two ids, both exclusive, and the expiry is put off.
     *
     * @param before {@link Long#MAX_VALUE} for the top
     * @param after 0 for no lower end
     */
    public StoredTimeline read(long readerId, long before, long after, int limit) {
        List<?> reply = (List<?>) run(
                READ,
                ReturnType.MULTI,
                key(readerId),
                bytes(Snowflake.millis(before)),
                bytes(before),
                bytes(after == 0 ? 0 : Snowflake.millis(after)),
                bytes(after),
                bytes(limit),
                bytes(settings.expiry().toSeconds()));
        return switch (text(reply.getFirst())) {
            case "missing" -> new StoredTimeline.Missing();
            case "building" -> new StoredTimeline.Building();
            default -> {
                List<Long> ids = reply.subList(2, reply.size()).stream()
                        .map(id -> Long.parseLong(text(id)))
                        .toList();
                yield new StoredTimeline.Ready(
                        ids.size() < limit ? new Slice(ids, floor(text(reply.get(1)))) : Slice.of(ids, limit));
            }
        };
    }

    /**
     * Begins to rebuild a timeline that is missing; from here on it takes pushes.
     *
     * @return a token for {@link #completeRebuild}, empty if the timeline exists or another rebuild is under way
     */
    public OptionalLong beginRebuild(long readerId) {
        long token = random.nextLong(FIRST_TOKEN, LAST_TOKEN);
        Object begun = run(
                BEGIN,
                ReturnType.INTEGER,
                key(readerId),
                bytes(token),
                bytes(settings.rebuildTimeout().toSeconds()));
        return Long.valueOf(1).equals(begun) ? OptionalLong.of(token) : OptionalLong.empty();
    }

    /** Puts the gathered tweets under what was pushed meanwhile and opens the timeline for reading. */
    public void completeRebuild(long readerId, long token, Slice tweets) {
        add(readerId, tweets);
        Object completed = run(
                COMPLETE,
                ReturnType.INTEGER,
                key(readerId),
                bytes(token),
                bytes(settings.expiry().toSeconds()));
        if (Long.valueOf(1).equals(completed)) {
            add(readerId, Slice.EMPTY); // trims what the rebuild was allowed to pile up
        }
    }

    /** KEYS[1] is left open at index 0. */
    private byte[][] pushArguments(Slice tweets) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(new byte[0]);
        arguments.add(bytes(settings.capacity()));
        arguments.add(bytes(settings.slack()));
        // Half a ms above: of several tweets in the floor's own ms only some are in the list
        arguments.add(
                tweets.floor() == 0
                        ? bytes(0)
                        : (Snowflake.millis(tweets.floor()) + ".5").getBytes(StandardCharsets.US_ASCII));
        for (long id : tweets.ids()) {
            arguments.add(bytes(Snowflake.millis(id)));
            arguments.add(bytes(id));
        }
        return arguments.toArray(byte[][]::new);
    }

    /** The largest id that lies below a floor in ms. */
    private static long floor(String millis) {
        double floor = Double.parseDouble(millis);
        return floor == 0 ? 0 : Snowflake.first((long) Math.ceil(floor)) - 1;
    }

    /** @return an Object or a List of byte[] and Long, by the return type; never null for our scripts */
    private Object run(Script script, ReturnType type, byte[]... keyAndArguments) {
        return Objects.requireNonNull(
                call(connection -> connection.scriptingCommands().evalSha(script.sha(), type, 1, keyAndArguments)),
                "Redis gave no reply");
    }

    private @Nullable Object call(RedisCallback<@Nullable Object> command) {
        return withScripts(() -> redis.execute(command));
    }

    private void pipeline(Consumer<RedisConnection> commands) {
        withScripts(() -> redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            commands.accept(connection);
            return null;
        }));
    }

    /**
     * Redis forgets scripts when it restarts: then they are loaded and the whole is done again, which is harmless. Whatever
     * else it refuses is no fault of a command of ours, as long as it loads its data or is a replica: it passes.
     */
    private @Nullable Object withScripts(Supplier<@Nullable Object> commands) {
        try {
            try {
                return commands.get();
            } catch (RedisSystemException | RedisPipelineException e) {
                if (!Script.isMissing(e)) {
                    throw e;
                }
                loadScripts();
                return commands.get();
            }
        } catch (RedisSystemException | RedisPipelineException e) {
            throw new DataAccessResourceFailureException("Redis refused a command", e);
        }
    }

    private void loadScripts() {
        redis.execute((RedisCallback<@Nullable Object>) connection -> {
            for (Script script : List.of(PUSH, READ, BEGIN, COMPLETE)) {
                connection.scriptingCommands().scriptLoad(script.source());
            }
            return null;
        });
    }

    private byte[] key(long readerId) {
        return (settings.keyPrefix() + "timeline:" + readerId).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Object reply) {
        return new String((byte[]) reply, StandardCharsets.US_ASCII);
    }
}
