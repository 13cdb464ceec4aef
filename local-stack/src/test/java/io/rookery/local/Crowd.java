package io.rookery.local;

import io.rookery.backends.Postgres;
import io.rookery.defaults.ids.Snowflake;
import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.timelines.Slice;
import io.rookery.timelines.StoredTimeline;
import io.rookery.timelines.TimelineStore;
import io.rookery.timelines.TimelineStoreConfiguration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Readers by the thousand, put straight into the stores of a running stack: to register them would take half an hour. */
final class Crowd implements AutoCloseable {

    private final LocalStack stack;
    private final ConfigurableApplicationContext context;
    private final TimelineStore timelines;
    private final StringRedisTemplate redis;

    @Import(TimelineStoreConfiguration.class)
    @ImportAutoConfiguration(DataRedisAutoConfiguration.class)
    static class Stores {}

    Crowd(LocalStack stack) {
        this.stack = stack;
        context = new SpringApplicationBuilder(Stores.class)
                .web(WebApplicationType.NONE)
                .properties("spring.data.redis.url=redis://127.0.0.1:" + stack.port(Component.REDIS))
                .run();
        timelines = context.getBean(TimelineStore.class);
        redis = context.getBean(StringRedisTemplate.class);
    }

    /** New users without a timeline. */
    List<Long> register(String name, int number) {
        return sql("""
                with crowd as (
                    insert into users (handle, email, password_hash, display_name)
                    select ? || '_' || n, ? || '_' || n || '@example.org', 'none', 'One of many' from generate_series(1, ?) n
                    returning user_id)
                select array_agg(user_id order by user_id) from crowd
                """, statement -> {
            statement.setString(1, name);
            statement.setString(2, name);
            statement.setInt(3, number);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return List.of((Long[]) row.getArray(1).getArray());
            }
        });
    }

    /** Delivery walks them in the order of the list. */
    void follow(User author, List<Long> userIds) {
        sql("""
                with followee as (select ?::bigint as user_id),
                     crowd as (select * from unnest(?::bigint[]) with ordinality as u (user_id, n)),
                     changes as (select user_id, 0 as followers, 1 as following from crowd
                                 union all select user_id, (select count(*) from crowd), 0 from followee),
                     counted as (insert into user_counts as c (user_id, shard, followers, following)
                                 select user_id, 0, followers, following from changes
                                 on conflict (user_id, shard) do update
                                 set followers = c.followers + excluded.followers,
                                     following = c.following + excluded.following)
                insert into follows (follower_id, followee_id)
                select crowd.user_id, followee.user_id from crowd, followee order by n
                """, statement -> {
            statement.setLong(1, Long.parseLong(author.id));
            statement.setArray(2, statement.getConnection().createArrayOf("bigint", userIds.toArray()));
            return statement.executeUpdate();
        });
    }

    void followAll(User reader, List<Long> authorIds) {
        sql("insert into follows (follower_id, followee_id) select ?, unnest(?::bigint[])", statement -> {
            statement.setLong(1, Long.parseLong(reader.id));
            statement.setArray(2, statement.getConnection().createArrayOf("bigint", authorIds.toArray()));
            return statement.executeUpdate();
        });
    }

    /** As if they had once been at the push limit. */
    void leaveToPull(List<Long> authorIds) {
        sql("update users set pulled_at = now() where user_id = any(?)", statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("bigint", authorIds.toArray()));
            return statement.executeUpdate();
        });
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T sql(String sql, Work<T> work) {
        String password = stack.secrets().postgresPassword();
        String url = new Postgres(Path.of(""), stack.port(Component.POSTGRES), password).jdbcUrl("rookery_users");
        try (Connection connection = DriverManager.getConnection(url, Postgres.USER, password);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if they had read: each has a timeline, with so many old tweets in it. */
    void read(List<Long> readerIds, int entries) {
        long now = System.currentTimeMillis();
        List<Long> old = LongStream.rangeClosed(1, entries)
                .map(n -> Snowflake.id(now - n * 1_000, 0, 0))
                .boxed()
                .toList();
        readerIds.parallelStream()
                .forEach(reader -> timelines.completeRebuild(
                        reader, timelines.beginRebuild(reader).orElseThrow(), new Slice(old, 0), List.of()));
    }

    boolean hasTimeline(long readerId) {
        return timelines.exists(readerId);
    }

    /** All tweets in a reader's timeline, newest first. */
    List<Long> timeline(long readerId) {
        return newest(readerId, Integer.MAX_VALUE);
    }

    /** So many of them, or some more. */
    List<Long> newest(long readerId, int number) {
        return switch (timelines.read(readerId, Long.MAX_VALUE, 0, number)) {
            case StoredTimeline.Ready ready -> ready.slice().ids();
            case StoredTimeline.Building _, StoredTimeline.Missing _ ->
                throw new AssertionError("no timeline of " + readerId);
        };
    }

    /** What Redis keeps for a reader, unlike {@link #timeline} also what is there twice. */
    List<String> entries(long readerId) {
        String key = "timeline:{" + readerId + "}";
        List<String> entries = new ArrayList<>(redis.opsForZSet().range(key, 1, -1));
        entries.addAll(redis.opsForList().range(key + ":older", 0, -1));
        return entries;
    }

    @Override
    public void close() {
        context.close();
    }
}
