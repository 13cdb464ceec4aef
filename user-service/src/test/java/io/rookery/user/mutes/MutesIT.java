package io.rookery.user.mutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithUserService
class MutesIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void muting_twice_is_muting_once_and_ends_no_follow() {
        long ann = users.create();
        long bob = users.create();
        api.follow(ann, bob);

        for (int i = 0; i < 2; i++) {
            ServiceApi.Reply muted = api.mute(ann, bob);
            assertThat(muted.status()).isEqualTo(200);
            assertThat(muted.body().toString()).isEqualTo("{\"muting\":true}");
        }
        assertThat(viewer(ann, bob)).isEqualTo("""
                {"following":true,"followed_by":false,"blocking":false,"muting":true}""");
        for (int i = 0; i < 2; i++) {
            assertThat(api.unmute(ann, bob).body().toString()).isEqualTo("{\"muting\":false}");
        }
        assertThat(viewer(ann, bob)).isEqualTo("""
                {"following":true,"followed_by":false,"blocking":false,"muting":false}""");
    }

    @Test
    void the_muted_one_sees_nothing_of_it() {
        long ann = users.create();
        long bob = users.create();
        api.mute(ann, bob);

        assertThat(viewer(bob, ann)).isEqualTo("""
                {"following":false,"followed_by":false,"blocking":false,"muting":false}""");
        assertThat(api.follow(bob, ann).status()).isEqualTo(200);
    }

    @Test
    void ten_thousand_are_as_many_as_one_may_mute() throws Exception {
        long ann = users.create();
        jdbc.sql("insert into mutes (muter_id, muted_id) select :ann, id from unnest(:others::bigint[]) as id")
                .param("ann", ann)
                .param("others", users.create(9_998).toArray(Long[]::new))
                .update();
        List<Long> more = users.create(5);

        List<ServiceApi.Reply> replies = Together.all(more.stream()
                .<Callable<ServiceApi.Reply>>map(other -> () -> api.mute(ann, other))
                .toList());

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(2);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 422 && reply.code().equals("mute_limit_reached"))
                .hasSize(3);
    }

    @Test
    void nobody_mutes_themselves_or_somebody_unknown() {
        long ann = users.create();

        api.mute(ann, ann).assertProblem(422, "cannot_mute_self");
        assertThat(api.unmute(ann, ann).status()).isEqualTo(200);
        api.mute(ann, 1).assertProblem(404, "not_found");
        api.unmute(ann, 1).assertProblem(404, "not_found");
    }

    private String viewer(long viewer, long user) {
        return api.get(viewer, "/v1/users/" + user).body().path("viewer").toString();
    }
}
