package io.rookery.user.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.FollowEvents;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithUserService
class BlocksIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private FollowEvents events;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void a_block_ends_the_follows_both_ways_and_tells_of_each() {
        long ann = users.create();
        long bob = users.create();
        api.follow(ann, bob);
        api.follow(bob, ann);

        for (int i = 0; i < 2; i++) {
            ServiceApi.Reply blocked = api.block(ann, bob);
            assertThat(blocked.status()).isEqualTo(200);
            assertThat(blocked.body().toString()).isEqualTo("{\"blocking\":true}");
        }

        for (long user : List.of(ann, bob)) {
            var me = api.get(user, "/v1/users/me").body();
            assertThat(me.path("followers_count").asInt()).isZero();
            assertThat(me.path("following_count").asInt()).isZero();
        }
        assertThat(events.distinct(events.awaitLast(ann, "UserUnfollowed", bob)))
                .containsExactly("UserFollowed " + bob, "UserUnfollowed " + bob);
        assertThat(events.distinct(events.awaitLast(bob, "UserUnfollowed", ann)))
                .containsExactly("UserFollowed " + ann, "UserUnfollowed " + ann);
    }

    @Test
    void neither_can_follow_the_other_until_the_block_is_gone() {
        long ann = users.create();
        long bob = users.create();
        api.block(ann, bob);

        api.follow(ann, bob).assertProblem(403, "blocked");
        api.follow(bob, ann).assertProblem(403, "blocked");
        assertThat(api.unfollow(bob, ann).status()).isEqualTo(200);

        for (int i = 0; i < 2; i++) {
            ServiceApi.Reply unblocked = api.unblock(ann, bob);
            assertThat(unblocked.status()).isEqualTo(200);
            assertThat(unblocked.body().toString()).isEqualTo("{\"blocking\":false}");
        }
        assertThat(api.follow(bob, ann).status()).isEqualTo(200);
    }

    @Test
    void a_follow_and_a_block_at_the_same_moment_end_without_a_follow() throws Exception {
        for (long bob : users.create(30)) {
            long ann = users.create();

            List<ServiceApi.Reply> replies = Together.all(List.<Callable<ServiceApi.Reply>>of(
                    () -> api.follow(ann, bob), () -> api.block(bob, ann), () -> api.follow(bob, ann)));

            assertThat(replies.get(1).status()).isEqualTo(200);
            assertThat(replies).allMatch(reply -> reply.status() == 200 || reply.status() == 403);
            assertThat(follows(ann, bob)).isZero();
            for (long user : List.of(ann, bob)) {
                var me = api.get(user, "/v1/users/me").body();
                assertThat(me.path("followers_count").asInt()).isZero();
                assertThat(me.path("following_count").asInt()).isZero();
            }
        }
    }

    @Test
    void a_crowd_that_follows_and_blocks_one_another_comes_to_an_end() throws Exception {
        List<Long> crowd = users.create(5);
        List<Callable<ServiceApi.Reply>> changes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (long one : crowd) {
                for (long other : crowd) {
                    if (one != other) {
                        changes.add(() -> api.follow(one, other));
                        changes.add(() -> api.block(one, other));
                        changes.add(() -> api.unblock(one, other));
                    }
                }
            }
        }

        List<ServiceApi.Reply> replies = Together.all(changes);

        assertThat(replies).allMatch(reply -> reply.status() == 200 || reply.status() == 403);
        for (long user : crowd) {
            var me = api.get(user, "/v1/users/me").body();
            assertThat(me.path("followers_count").asLong())
                    .isEqualTo(rows("select count(*) from follows where followee_id = :user", user));
            assertThat(me.path("following_count").asLong())
                    .isEqualTo(rows("select count(*) from follows where follower_id = :user", user));
        }
    }

    @Test
    void ten_thousand_are_as_many_as_one_may_block() throws Exception {
        long ann = users.create();
        jdbc.sql("insert into blocks (blocker_id, blocked_id) select :ann, id from unnest(:others::bigint[]) as id")
                .param("ann", ann)
                .param("others", users.create(9_998).toArray(Long[]::new))
                .update();
        List<Long> more = users.create(5);

        List<ServiceApi.Reply> replies = Together.all(more.stream()
                .<Callable<ServiceApi.Reply>>map(other -> () -> api.block(ann, other))
                .toList());

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(2);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 422 && reply.code().equals("block_limit_reached"))
                .hasSize(3);
        assertThat(rows("select count(*) from blocks where blocker_id = :user", ann))
                .isEqualTo(10_000);
    }

    @Test
    void nobody_blocks_themselves_or_somebody_unknown() {
        long ann = users.create();

        api.block(ann, ann).assertProblem(422, "cannot_block_self");
        assertThat(api.unblock(ann, ann).status()).isEqualTo(200);
        api.block(ann, 1).assertProblem(404, "not_found");
        api.unblock(ann, 1).assertProblem(404, "not_found");
    }

    private long follows(long ann, long bob) {
        return jdbc.sql("""
                        select count(*) from follows where follower_id in (:ann, :bob) and followee_id in (:ann, :bob)
                        """)
                .param("ann", ann)
                .param("bob", bob)
                .query(Long.class)
                .single();
    }

    private long rows(String sql, long user) {
        return jdbc.sql(sql).param("user", user).query(Long.class).single();
    }
}
