package io.rookery.user.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.test.ServiceApi;
import io.rookery.test.contracts.EventContract;
import io.rookery.user.Api;
import io.rookery.user.FollowEvents;
import io.rookery.user.SignIns;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.UserEvents;
import io.rookery.user.WithUserService;
import io.rookery.user.avatars.FakeMedia;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@WithUserService
class ErasureIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private FakeMedia media;

    @Autowired
    private UserEvents events;

    @Autowired
    private FollowEvents followEvents;

    @Autowired
    private ErasureWorker worker;

    @Autowired
    private UserRemains remains;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private ErasureProperties properties;

    @AfterEach
    void workerGoesOn() {
        worker.start();
    }

    @Test
    void a_user_is_gone_at_once_and_handle_and_address_are_free() {
        String handle = TestUsers.handle();
        ServiceApi.Reply registered = register(handle);
        long ann = SignIns.userId(registered);
        long bob = users.create();
        media.ready(ann, 99);
        api.changeProfile(ann, "{\"bio\":\"Secret\",\"avatar_media_id\":\"99\"}");
        worker.stop();

        ServiceApi.Reply reply = erase(ann);
        ServiceApi.Reply again = erase(ann);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text("user_id")).isEqualTo(Long.toString(ann));
        assertThat(reply.text("state")).isEqualTo("erasing");
        assertThat(Instant.parse(reply.text("requested_at"))).isAfter(Instant.EPOCH);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(reply.body());

        api.get(bob, "/v1/users/" + ann).assertProblem(404, "not_found");
        api.get(bob, "/v1/users/by-handle/" + handle).assertProblem(404, "not_found");
        api.get(ann, "/v1/users/me").assertProblem(404, "not_found");
        api.changeProfile(ann, "{\"bio\":\"Back\"}").assertProblem(404, "not_found");
        assertThat(api.get(bob, "/v1/users?ids=" + ann).texts("users")).isEmpty();
        assertThat(api.internal(HttpMethod.GET, "/internal/users?ids=" + ann).texts("users"))
                .isEmpty();
        assertThat(api.internal(HttpMethod.GET, "/internal/users/by-handles?handles=" + handle)
                        .texts("users"))
                .isEmpty();
        assertThat(api.post("/v1/auth/refresh", Map.of("refresh_token", registered.text("refresh_token")))
                        .status())
                .isEqualTo(401);
        assertThat(api.post("/v1/auth/login", Map.of("login", handle, "password", SignIns.PASSWORD))
                        .status())
                .isEqualTo(401);
        await().atMost(ENOUGH)
                .until(() -> api.internal(HttpMethod.GET, "/internal/sessions/revoked")
                        .texts("session_ids")
                        .contains(SignIns.sid(registered)));
        assertThat(register(handle).status()).isEqualTo(201);
        assertThat(jdbc.sql("""
                        select num_nonnulls(handle, email, password_hash, display_name, bio, location, website, avatar_url)
                        from users where user_id = :ann
                        """).param("ann", ann).query(Integer.class).single())
                .isZero();
    }

    @Test
    void every_other_store_hears_of_it_once_when_no_session_goes_on() {
        long ann = users.create();

        Instant requestedAt = Instant.parse(erase(ann).text("requested_at"));
        erase(ann);

        var told = events.awaitOf(ann);
        assertThat(told)
                .extracting(event -> event.text("event_id"))
                .containsOnly(told.getFirst().text("event_id"));
        assertThat(told.getFirst().text("user_id")).isEqualTo(Long.toString(ann));
        assertThat(Instant.parse(told.getFirst().text("occurred_at")))
                .isAfterOrEqualTo(requestedAt.plus(properties.grace()));
        EventContract.assertMatches("UserErased", told.getFirst().value());
    }

    @Test
    void follows_blocks_and_mutes_go_both_ways_and_the_counts_of_others_stay_right() {
        long ann = users.create();
        List<Long> others = users.create(20);
        weave(ann, others);

        erase(ann);

        awaitUsersErased(ann);
        assertNothingRefersTo(ann);
        others.forEach(this::assertCountsAreRows);
        assertThat(api.get(others.getFirst(), "/v1/users/me/blocks").texts("users"))
                .isEmpty();
    }

    @Test
    void an_author_who_was_pulled_is_merged_and_delivered_no_more() {
        long star = users.create();
        List<Long> fans = users.create(3);
        fans.forEach(fan -> api.follow(fan, star));
        String decide = "/internal/users/" + star + "/delivery";
        String pulled = "/internal/users/" + fans.getFirst() + "/pulled-followees";
        assertThat(api.internal(HttpMethod.POST, decide).text("mode")).isEqualTo("pull");
        assertThat(api.internal(HttpMethod.GET, pulled).texts("followee_ids")).hasSize(1);
        worker.stop();

        erase(star);

        assertThat(api.internal(HttpMethod.GET, pulled).texts("followee_ids")).isEmpty();
        assertThat(api.internal(HttpMethod.POST, decide).status()).isEqualTo(404);
    }

    @Test
    void nothing_binds_anybody_to_an_erased_user_again() {
        long ann = users.create();
        long bob = users.create();
        worker.stop();
        erase(ann);

        for (String verb : List.of("follow", "block", "mute")) {
            api.send(bob, HttpMethod.PUT, "/v1/users/" + ann + "/" + verb, null).assertProblem(404, "not_found");
            api.send(ann, HttpMethod.PUT, "/v1/users/" + bob + "/" + verb, null).assertProblem(404, "not_found");
        }
        assertNothingRefersTo(ann);
    }

    @Test
    void who_follows_blocks_or_mutes_at_the_same_moment_leaves_nothing_behind() throws Exception {
        List<Long> others = users.create(10);
        for (long ann : users.create(5)) {
            List<Callable<ServiceApi.Reply>> atOnce = new ArrayList<>();
            for (long other : others) {
                atOnce.add(() -> api.follow(other, ann));
                atOnce.add(() -> api.follow(ann, other));
                atOnce.add(() -> api.mute(other, ann));
                atOnce.add(() -> api.changeProfile(ann, "{\"bio\":\"Still here\"}"));
                if (other == others.get(5)) {
                    atOnce.add(() -> erase(ann));
                }
            }

            assertThat(Together.all(atOnce))
                    .allMatch(reply -> List.of(200, 202, 404).contains(reply.status()));

            awaitUsersErased(ann);
            assertNothingRefersTo(ann);
        }
        others.forEach(this::assertCountsAreRows);
    }

    @Test
    void whatever_step_it_dies_in_it_goes_on_where_it_was() {
        long ann = users.create();
        List<Long> others = users.create(20);
        weave(ann, others);
        worker.stop();
        erase(ann);

        int steps = 0;
        while (remains.users().contains(ann)) {
            long before = references(ann);
            transactions.executeWithoutResult(died -> {
                assertThat(remains.remove(ann)).isTrue();
                died.setRollbackOnly();
            });
            assertThat(references(ann)).isEqualTo(before);
            others.forEach(this::assertCountsAreRows);

            assertThat(remains.remove(ann)).isTrue();
            steps++;
            others.forEach(this::assertCountsAreRows);
        }

        assertThat(steps).isGreaterThan(10);
        assertNothingRefersTo(ann);
        assertThat(remains.remove(ann)).isFalse();
    }

    @Test
    void an_erasure_that_was_left_when_a_worker_stopped_is_finished_by_the_next() {
        long ann = users.create();
        weave(ann, users.create(3));
        worker.stop();
        erase(ann);
        assertThat(progress(ann).body().path("erased").has("users")).isFalse();

        worker.start();

        awaitUsersErased(ann);
    }

    @Test
    void many_workers_at_many_erasures_of_users_who_follow_each_other_do_no_harm() throws Exception {
        List<Long> crowd = users.create(8);
        long witness = users.create();
        for (long one : crowd) {
            api.follow(witness, one);
            api.follow(one, witness);
            for (long other : crowd) {
                if (one != other) {
                    api.follow(one, other);
                }
            }
        }
        worker.stop();
        crowd.forEach(this::erase);

        while (crowd.stream().anyMatch(remains.users()::contains)) {
            Together.all(crowd.stream()
                    .flatMap(user -> List.<Callable<Boolean>>of(() -> step(user), () -> step(user)).stream())
                    .toList());
        }

        crowd.forEach(this::assertNothingRefersTo);
        assertCountsAreRows(witness);
    }

    @Test
    void it_is_complete_when_all_stores_have_said_so() {
        long ann = users.create();
        Instant requestedAt = Instant.parse(erase(ann).text("requested_at"));
        awaitUsersErased(ann);

        for (String store : List.of("timelines", "tweets", "tweets", "media")) {
            assertThat(progress(ann).body().has("completed_at")).isFalse();
            assertThat(metrics.get("rookery.erasure.age.seconds").gauge().value())
                    .isPositive();
            assertThat(done(ann, store).status()).isEqualTo(204);
        }

        ServiceApi.Reply progress = progress(ann);
        assertThat(progress.text("user_id")).isEqualTo(Long.toString(ann));
        assertThat(Instant.parse(progress.text("requested_at"))).isEqualTo(requestedAt);
        for (String store : List.of("users", "tweets", "media", "timelines")) {
            assertThat(Instant.parse(progress.body().path("erased").path(store).asString()))
                    .isBetween(requestedAt, Instant.parse(progress.text("completed_at")));
        }
        assertThat(done(ann, "media").status()).isEqualTo(204);
        assertThat(progress(ann).body()).isEqualTo(progress.body());
        assertThat(erase(ann).status()).isEqualTo(202);
        assertThat(erase(ann).text("state")).isEqualTo("erased");
    }

    @Test
    void nobody_says_so_of_a_user_who_did_not_ask_or_of_a_store_of_ours() {
        long ann = users.create();

        done(ann, "tweets").assertProblem(404, "not_found");
        progress(ann).assertProblem(404, "not_found");
        done(ann, "users").assertProblem(400, "invalid_parameter");
        done(ann, "nonsense").assertProblem(400, "invalid_parameter");
        erase(1).assertProblem(404, "not_found");
        assertThat(api.send(ann, HttpMethod.PUT, "/internal/erasures/" + ann + "/tweets", null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void no_follower_is_told_of_the_follows_that_go() {
        long ann = users.create();
        long bob = users.create();
        long cid = users.create();
        api.follow(bob, ann);
        erase(ann);
        awaitUsersErased(ann);
        api.follow(bob, cid);

        var told = followEvents.awaitLast(bob, "UserFollowed", cid);

        assertThat(followEvents.distinct(told)).containsExactly("UserFollowed " + ann, "UserFollowed " + cid);
    }

    /** Follows, blocks and mutes in both directions, several pages of each. */
    private void weave(long ann, List<Long> others) {
        int half = others.size() / 2;
        for (long other : others.subList(0, half)) {
            api.follow(ann, other);
            api.follow(other, ann);
            api.follow(other, others.getLast());
        }
        for (long other : others.subList(half, others.size())) {
            api.block(ann, other);
            api.block(other, ann);
        }
        for (long other : others) {
            api.mute(ann, other);
            api.mute(other, ann);
        }
    }

    /** A step as the worker takes it: what fails is tried again. */
    private boolean step(long user) {
        try {
            return remains.remove(user);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private ServiceApi.Reply register(String handle) {
        return api.post(
                "/v1/auth/register",
                Map.of("handle", handle, "email", SignIns.address(handle), "password", SignIns.PASSWORD));
    }

    private ServiceApi.Reply erase(long user) {
        return api.delete(user, "/v1/users/me");
    }

    private ServiceApi.Reply progress(long user) {
        return api.internal(HttpMethod.GET, "/internal/erasures/" + user);
    }

    private ServiceApi.Reply done(long user, String store) {
        return api.internal(HttpMethod.PUT, "/internal/erasures/" + user + "/" + store);
    }

    private void awaitUsersErased(long user) {
        await().atMost(ENOUGH).until(() -> progress(user).body().path("erased").has("users"));
    }

    private long references(long user) {
        return count("""
                select (select count(*) from follows where :user in (follower_id, followee_id))
                     + (select count(*) from blocks where :user in (blocker_id, blocked_id))
                     + (select count(*) from mutes where :user in (muter_id, muted_id))
                     + (select count(*) from user_counts where user_id = :user and followers + following <> 0)
                     + (select count(*) from refresh_families where user_id = :user)
                """, user);
    }

    private void assertNothingRefersTo(long user) {
        assertThat(references(user)).isZero();
    }

    private void assertCountsAreRows(long user) {
        assertThat(count("select coalesce(sum(followers), 0) from user_counts where user_id = :user", user))
                .isEqualTo(count("select count(*) from follows where followee_id = :user", user));
        assertThat(count("select coalesce(sum(following), 0) from user_counts where user_id = :user", user))
                .isEqualTo(count("select count(*) from follows where follower_id = :user", user));
    }

    private long count(String sql, long user) {
        return jdbc.sql(sql).param("user", user).query(Long.class).single();
    }
}
