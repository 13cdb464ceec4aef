package io.rookery.timelines;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisPipelineException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Runs our scripts. Several calls are one pipeline, and so one round trip. Keys of one call are of one slot where Redis is a
 * cluster; a Redis without slots takes any.
 */
final class Scripts {

    /** Keys of one call: enough that Java costs next to nothing, few enough that Redis is busy for a millisecond or two. */
    private static final int KEYS = 200;

    /** What is done to keys in one round trip at most: some five milliseconds of Redis. */
    private static final int STEPS = 5 * KEYS;

    private final StringRedisTemplate redis;
    private final boolean cluster;
    private final int keys;
    private final int steps;

    Scripts(StringRedisTemplate redis, boolean cluster) {
        this(redis, cluster, KEYS, STEPS);
    }

    Scripts(StringRedisTemplate redis, boolean cluster, int keys, int steps) {
        this.redis = redis;
        this.cluster = cluster;
        this.keys = keys;
        this.steps = steps;
    }

    /** One call of a script. */
    record Call(Script script, ReturnType reply, List<String> keys, List<String> arguments) {

        private Object run(RedisConnection connection) {
            byte[][] all = new byte[keys.size() + arguments.size()][];
            for (int i = 0; i < keys.size(); i++) {
                all[i] = bytes(keys.get(i));
            }
            for (int i = 0; i < arguments.size(); i++) {
                all[keys.size() + i] = bytes(arguments.get(i));
            }
            // Null in a pipeline: the reply comes at its end
            return connection.scriptingCommands().evalSha(script.sha(), reply, keys.size(), all);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Splits the keys into calls that Redis accepts, and none of which keeps all others waiting for long.
     *
     * @param steps what is done to each key
     */
    List<Call> calls(Script script, ReturnType reply, Collection<String> keys, int steps, List<String> arguments) {
        int size = Math.clamp(this.steps / Math.max(1, steps), 1, this.keys);
        Map<Integer, List<String>> slots =
                keys.stream().collect(Collectors.groupingBy(key -> cluster ? SlotHash.getSlot(key) : 0));
        List<Call> calls = new ArrayList<>();
        for (List<String> slot : slots.values()) {
            for (int i = 0; i < slot.size(); i += size) {
                calls.add(new Call(script, reply, slot.subList(i, Math.min(i + size, slot.size())), arguments));
            }
        }
        return calls;
    }

    /** @return the reply: a {@code Long}, or a {@code List} of {@code byte[]} and such lists */
    Object run(Call call) {
        return Objects.requireNonNull(
                redis(() -> redis.execute((RedisCallback<@Nullable Object>) call::run)), "Redis gave no reply");
    }

    /** @return the replies in the order of the calls */
    List<?> run(List<Call> calls) {
        return switch (calls.size()) {
            case 0 -> List.of();
            case 1 -> List.of(run(calls.getFirst()));
            default ->
                Objects.requireNonNull(redis(() -> redis.executePipelined(
                        (RedisCallback<@Nullable Object>) connection -> {
                            calls.forEach(call -> call.run(connection));
                            return null;
                        },
                        RedisSerializer.byteArray())));
        };
    }

    /**
     * Runs a script that counts, over any number of keys, in as many round trips as it takes that none keeps all others waiting
     * for long: Redis does what one connection sent it before it turns to the next.
     *
     * @param steps what is done to each key
     * @return the sum of the replies
     */
    int runInTurns(Script script, Collection<String> keys, int steps, List<String> arguments) {
        int sum = 0;
        List<Call> turn = new ArrayList<>();
        int size = 0;
        for (Call call : calls(script, ReturnType.INTEGER, keys, steps, arguments)) {
            int more = call.keys().size() * steps;
            if (size + more > this.steps) {
                sum += sum(run(turn));
                turn.clear();
                size = 0;
            }
            turn.add(call);
            size += more;
        }
        return sum + sum(run(turn));
    }

    private static int sum(List<?> replies) {
        return replies.stream().mapToInt(reply -> ((Long) reply).intValue()).sum();
    }

    /** Sends a plain command that touches no script. */
    <T> @Nullable T send(RedisCallback<@Nullable T> command) {
        return redis(() -> redis.execute(command));
    }

    /**
     * Redis forgets scripts when it restarts: then they are loaded and the whole is done again, which is harmless. Whatever
     * else it refuses is no fault of a command of ours, as long as it loads its data or is a replica: it passes.
     */
    private <T> @Nullable T redis(Supplier<@Nullable T> commands) {
        try {
            try {
                return commands.get();
            } catch (RedisSystemException | RedisPipelineException e) {
                if (!isMissingScript(e)) {
                    throw e;
                }
                load();
                return commands.get();
            }
        } catch (RedisSystemException | RedisPipelineException e) {
            throw new DataAccessResourceFailureException("Redis refused a command", e);
        }
    }

    private void load() {
        redis.execute((RedisCallback<@Nullable Object>) connection -> {
            Arrays.stream(Script.values())
                    .forEach(script -> connection.scriptingCommands().scriptLoad(script.source()));
            return null;
        });
    }

    private static boolean isMissingScript(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("NOSCRIPT")) {
                return true;
            }
        }
        return false;
    }
}
