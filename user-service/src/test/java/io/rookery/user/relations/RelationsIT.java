package io.rookery.user.relations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithUserService
class RelationsIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Test
    void other_services_learn_whom_a_viewer_follows_mutes_and_is_blocked_from() {
        long ann = users.create();
        long followed = users.create();
        long muted = users.create();
        long blocked = users.create();
        long blocker = users.create();
        long follower = users.create();
        long elsewhere = users.create();
        api.follow(ann, followed);
        api.follow(ann, elsewhere);
        api.mute(ann, muted);
        api.mute(ann, followed);
        api.block(ann, blocked);
        api.block(blocker, ann);
        api.follow(follower, ann);

        ServiceApi.Reply reply = among(ann, List.of(followed, muted, blocked, blocker, follower));

        assertThat(reply.texts("following_ids")).containsExactly(Long.toString(followed));
        assertThat(reply.texts("muting_ids")).containsExactlyInAnyOrder(Long.toString(muted), Long.toString(followed));
        assertThat(reply.texts("blocked_ids"))
                .containsExactlyInAnyOrder(Long.toString(blocked), Long.toString(blocker));
    }

    @Test
    void who_blocks_each_other_is_told_once() {
        long ann = users.create();
        long bob = users.create();
        api.block(ann, bob);
        api.block(bob, ann);

        assertThat(among(ann, List.of(bob)).texts("blocked_ids")).containsExactly(Long.toString(bob));
    }

    @Test
    void five_hundred_may_be_asked_for_and_nobody_may_be_there() {
        long ann = users.create();
        List<Long> others = users.create(501);

        assertThat(among(ann, others.subList(0, 500)).status()).isEqualTo(200);
        among(ann, others).assertProblem(400, "invalid_parameter");
        assertThat(among(ann, List.of()).body().toString()).isEqualTo("""
                {"following_ids":[],"muting_ids":[],"blocked_ids":[]}""");
        assertThat(among(1, List.of(ann)).texts("blocked_ids")).isEmpty();
        assertThat(api.get(ann, "/internal/users/" + ann + "/relations?among=1").status())
                .isEqualTo(401);
    }

    private ServiceApi.Reply among(long userId, List<Long> others) {
        return api.internal(
                HttpMethod.GET,
                "/internal/users/" + userId + "/relations?among="
                        + others.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
