package io.rookery.user.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.test.backends.PostgresBackend;
import io.rookery.test.contracts.EventContract;
import io.rookery.user.Api;
import io.rookery.user.FollowEvents;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@WithUserService
class FollowsIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private FollowEvents events;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private PostgresBackend postgres;

    @Test
    void following_twice_is_following_once() {
        long ann = users.create();
        long bob = users.create();

        for (int i = 0; i < 2; i++) {
            ServiceApi.Reply followed = api.follow(ann, bob);
            assertThat(followed.status()).isEqualTo(200);
            assertThat(followed.body().toString()).isEqualTo("{\"following\":true,\"followers_count\":1}");
        }
        for (int i = 0; i < 2; i++) {
            ServiceApi.Reply unfollowed = api.unfollow(ann, bob);
            assertThat(unfollowed.status()).isEqualTo(200);
            assertThat(unfollowed.body().toString()).isEqualTo("{\"following\":false,\"followers_count\":0}");
        }

        var told = events.awaitLast(ann, "UserUnfollowed", bob);
        assertThat(events.distinct(told)).containsExactly("UserFollowed " + bob, "UserUnfollowed " + bob);
        EventContract.assertMatches("UserFollowed", told.getFirst().value());
        EventContract.assertMatches("UserUnfollowed", told.getLast().value());
    }

    @Test
    void nobody_follows_themselves_or_somebody_unknown() {
        long ann = users.create();

        assertThat(api.follow(ann, ann).status()).isEqualTo(422);
        assertThat(api.follow(ann, ann).code()).isEqualTo("cannot_follow_self");
        assertThat(api.unfollow(ann, ann).status()).isEqualTo(200);
        assertThat(api.follow(ann, 1).status()).isEqualTo(404);
        assertThat(api.unfollow(ann, 1).status()).isEqualTo(404);
    }

    @Test
    void five_thousand_is_the_limit_also_for_twenty_at_once() throws Exception {
        long ann = users.create();
        jdbc.sql("insert into follows (follower_id, followee_id) select :ann, id from unnest(:stars::bigint[]) as id")
                .param("ann", ann)
                .param("stars", users.create(4_990).toArray(Long[]::new))
                .update();
        jdbc.sql("insert into user_counts values (:ann, 7, 0, 4990)")
                .param("ann", ann)
                .update();
        List<Long> stars = users.create(20);

        List<ServiceApi.Reply> replies = Together.all(stars.stream()
                .<Callable<ServiceApi.Reply>>map(star -> () -> api.follow(ann, star))
                .toList());

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(10);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 422 && reply.code().equals("following_limit_reached"))
                .hasSize(10);
        assertCountsAreRows(ann);
    }

    @Test
    void whatever_happens_at_once_counts_stay_what_the_rows_say() throws Exception {
        List<Long> crowd = users.create(6);
        Random random = new Random(42);
        List<Callable<ServiceApi.Reply>> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Long> pair = new ArrayList<>(crowd);
            Collections.shuffle(pair, random);
            boolean follow = random.nextBoolean();
            changes.add(() -> follow ? api.follow(pair.get(0), pair.get(1)) : api.unfollow(pair.get(0), pair.get(1)));
        }

        List<ServiceApi.Reply> replies = Together.all(changes);

        assertThat(replies).allMatch(reply -> reply.status() == 200);
        for (long user : crowd) {
            assertCountsAreRows(user);
        }
    }

    @Test
    void connections_that_die_in_the_middle_leave_counts_that_are_what_the_rows_say() throws Exception {
        List<Long> crowd = users.create(6);
        Random random = new Random(42);
        List<Callable<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Long> pair = new ArrayList<>(crowd);
            Collections.shuffle(pair, random);
            boolean follow = random.nextBoolean();
            changes.add(() ->
                    (follow ? api.follow(pair.get(0), pair.get(1)) : api.unfollow(pair.get(0), pair.get(1))).status());
            if (i % 10 == 0) {
                changes.add(this::killConnections);
            }
        }

        List<Integer> statuses = Together.all(changes);

        assertThat(statuses).containsOnlyElementsOf(List.of(200, 503)).contains(200);
        for (long user : crowd) {
            assertThat(rows("select coalesce(sum(followers), 0) from user_counts where user_id = :user", user))
                    .isEqualTo(rows("select count(*) from follows where followee_id = :user", user));
            assertThat(rows("select coalesce(sum(following), 0) from user_counts where user_id = :user", user))
                    .isEqualTo(rows("select count(*) from follows where follower_id = :user", user));
        }
    }

    @Test
    void a_thousand_fans_of_one_star_do_not_wait_for_one_row() throws Exception {
        long star = users.create();
        List<Long> fans = users.create(1_000);
        long slowFan = fans.getFirst();
        int slowShard = FollowCountRepository.shard(slowFan);
        List<Long> others = fans.stream()
                .filter(fan -> FollowCountRepository.shard(fan) != slowShard)
                .toList();
        assertThat(others).hasSizeGreaterThan(900);

        // A follow that does not end: it holds what the follow of this one fan holds
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from users where user_id = :fan for no key update")
                    .param("fan", slowFan)
                    .query(Integer.class)
                    .single();
            jdbc.sql("insert into user_counts values (:star, :shard, 0, 0)")
                    .param("star", star)
                    .param("shard", slowShard)
                    .update();

            assertThat(followAll(others, star)).allMatch(reply -> reply.status() == 200);
        });
        assertThat(api.get(star, "/v1/users/me").body().path("followers_count").asInt())
                .isEqualTo(others.size());

        assertThat(followAll(fans, star)).allMatch(reply -> reply.status() == 200);
        assertCountsAreRows(star);
        assertThat(api.get(star, "/v1/users/me").body().path("followers_count").asInt())
                .isEqualTo(1_000);
    }

    @Test
    void events_leave_in_the_order_of_what_happened() {
        long ann = users.create();
        List<Long> stars = users.create(10);
        List<String> expected = new ArrayList<>();
        for (long star : stars) {
            api.follow(ann, star);
            api.unfollow(ann, star);
            api.follow(ann, star);
            Collections.addAll(expected, "UserFollowed " + star, "UserUnfollowed " + star, "UserFollowed " + star);
        }

        var told = events.awaitLast(ann, "UserFollowed", stars.getLast());

        assertThat(events.distinct(told)).isEqualTo(expected);
    }

    private List<ServiceApi.Reply> followAll(List<Long> fans, long star) {
        try {
            return Together.all(fans.stream()
                    .<Callable<ServiceApi.Reply>>map(fan -> () -> api.follow(fan, star))
                    .toList());
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** All of this database but the one that kills, so one at a time. */
    private synchronized int killConnections() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    """);
        }
        return 200;
    }

    private void assertCountsAreRows(long user) {
        var me = api.get(user, "/v1/users/me").body();
        assertThat(me.path("followers_count").asLong())
                .isEqualTo(rows("select count(*) from follows where followee_id = :user", user));
        assertThat(me.path("following_count").asLong())
                .isEqualTo(rows("select count(*) from follows where follower_id = :user", user));
    }

    private long rows(String sql, long user) {
        return jdbc.sql(sql).param("user", user).query(Long.class).single();
    }
}
