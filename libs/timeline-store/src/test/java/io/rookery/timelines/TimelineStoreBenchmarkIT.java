package io.rookery.timelines;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/**
 * What an entry costs and how much a timeline takes, for each layout side by side: prints, and asserts nothing.
 *
 * <p>{@code ./mvnw -pl libs/timeline-store -am verify -Drookery.benchmark=true -Dit.test=TimelineStoreBenchmarkIT
 * -Dfailsafe.failIfNoSpecifiedTests=false}
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        classes = TimelineStoreIT.Application.class,
        properties = "spring.data.redis.url=${ROOKERY_REDIS_URL}")
@WithBackends(RedisBackend.class)
@EnabledIfSystemProperty(named = "rookery.benchmark", matches = "true")
class TimelineStoreBenchmarkIT {

    private static final long DAY_ONE = 1_800_000_000_000L;
    private static final int READERS = 2_000;
    private static final int ROUNDS = 200;

    /** One sorted set of 800 to 880, its scores ascending. */
    private static final String ONE_SET = """
            for _, key in ipairs(KEYS) do
              if redis.call('ZCARD', key) > 0 then
                redis.call('ZADD', key, ARGV[1], ARGV[2])
                local over = redis.call('ZCARD', key) - 800
                if over > 80 then
                  redis.call('ZREMRANGEBYRANK', key, 0, over - 1)
                end
              end
            end
            """;

    @Autowired
    StringRedisTemplate redis;

    @Test
    void compare() {
        heading("layout");
        oneSet("one sorted set, skiplist", 128);
        oneSet("one sorted set, listpack", 1_024);
        configure("zset-max-listpack-entries", "128");
        ours("sorted set of 60..120 and a list", 200, 1);
        configure("appendonly", "no");
        ours("the same without append-only file", 200, 1);
        configure("appendonly", "yes");

        heading("timelines of a call");
        for (int keys : new int[] {50, 100, 200, 500, 1_000}) {
            ours(Integer.toString(keys), keys, 1);
        }
        heading("tweets of an author at a time");
        for (int tweets : new int[] {1, 2, 5, 10, 50, 100}) {
            ours(Integer.toString(tweets), 200, tweets);
        }
    }

    private static void heading(String what) {
        System.out.printf(
                "%n%-34s %12s %12s %14s %12s %10s%n", what, "Redis us", "Java us", "entries/s", "call ms", "bytes");
    }

    /**
     * @param keys of a call
     * @param tweets pushed together
     */
    private void ours(String name, int keys, int tweets) {
        var settings = new TimelineProperties(
                "", 800, 60, 60, 60, Duration.ofDays(30), Duration.ofMinutes(1), Duration.ofHours(1));
        var scripts = new Scripts(redis, false, keys, 5 * keys);
        var store = new TimelineStore(scripts, new StoredList(scripts, settings, new SecureRandom()), settings);
        List<Long> readers = LongStream.range(0, READERS).boxed().toList();
        readers.forEach(reader -> store.completeRebuild(
                reader, store.beginRebuild(reader).orElseThrow(), new Slice(full(), 0), List.of()));
        measure(name, ROUNDS / tweets, tweets, Math.clamp(5 * keys / tweets, 1, keys), ids -> store.push(ids, readers));
        System.out.printf("%10d%n", bytes("timeline:{1}") + bytes("timeline:{1}:older") + bytes("timeline:{1}:pulled"));
        redis.execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
    }

    private void oneSet(String name, int listpack) {
        configure("zset-max-listpack-entries", Integer.toString(listpack));
        List<String> keys =
                LongStream.range(0, READERS).mapToObj(reader -> "one:" + reader).toList();
        Set<TypedTuple<String>> entries = full().stream()
                .map(id -> TypedTuple.of(Long.toString(id), (double) StoredList.tick(id)))
                .collect(Collectors.toSet());
        keys.forEach(key -> redis.opsForZSet().add(key, entries));
        var script = new DefaultRedisScript<>(ONE_SET, Long.class);
        measure(name, ROUNDS, 1, 200, ids -> {
            long id = ids.getFirst();
            for (int i = 0; i < keys.size(); i += 200) {
                redis.execute(script, keys.subList(i, i + 200), Long.toString(StoredList.tick(id)), Long.toString(id));
            }
        });
        System.out.printf("%10d%n", bytes("one:1"));
        redis.delete(keys);
    }

    private void configure(String setting, String value) {
        redis.execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().setConfig(setting, value);
            return null;
        });
    }

    /**
     * @param tweets pushed together
     * @param keys of a call
     * @param push to all readers
     */
    private void measure(String name, int rounds, int tweets, int keys, Consumer<List<Long>> push) {
        for (int warm = 0; warm < 20; warm++) {
            push.accept(List.of(tweet(1_000 + warm)));
        }
        double redisBefore = redisSeconds();
        long javaBefore = javaNanos();
        long started = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            int first = 2_000 + round * tweets;
            push.accept(IntStream.range(first, first + tweets)
                    .mapToObj(TimelineStoreBenchmarkIT::tweet)
                    .toList());
        }
        double entries = (double) READERS * rounds * tweets;
        double redisMicros = (redisSeconds() - redisBefore) * 1e6 / entries;
        System.out.printf(
                "%-34s %12.2f %12.2f %14.0f %12.1f ",
                name,
                redisMicros,
                (javaNanos() - javaBefore) / 1e3 / entries,
                entries * 1e9 / (System.nanoTime() - started),
                redisMicros * keys * tweets / 1e3);
    }

    private double redisSeconds() {
        Properties cpu = redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("cpu"));
        return Double.parseDouble(cpu.getProperty("used_cpu_user"))
                + Double.parseDouble(cpu.getProperty("used_cpu_sys"));
    }

    private static long javaNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private long bytes(String key) {
        return redis.execute(
                new DefaultRedisScript<>("return redis.call('MEMORY', 'USAGE', KEYS[1]) or 0", Long.class),
                List.of(key));
    }

    private static List<Long> full() {
        List<Long> ids = new ArrayList<>();
        for (int n = 800; n > 0; n--) {
            ids.add(tweet(n));
        }
        return ids;
    }

    private static long tweet(int n) {
        return Snowflake.id(DAY_ONE + n * 1_000L, 1, 0);
    }
}
