package io.rookery.user.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithUserService
class FollowListsIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Test
    void paging_shows_every_follower_once_newest_first_while_others_arrive() {
        long star = users.create();
        List<Long> fans = users.create(25);
        fans.forEach(fan -> api.follow(fan, star));

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            ServiceApi.Reply page = api.get(
                    star, "/v1/users/" + star + "/followers?limit=7" + (cursor == null ? "" : "&cursor=" + cursor));
            seen.addAll(page.texts("users", "user_id"));
            cursor = page.body().has("next_cursor") ? page.text("next_cursor") : null;
            api.follow(users.create(), star);
        } while (cursor != null);

        assertThat(seen)
                .containsExactlyElementsOf(
                        fans.reversed().stream().map(String::valueOf).toList());
    }

    @Test
    void followees_are_listed_newest_first_and_a_page_that_is_just_full_is_the_last() {
        long ann = users.create();
        List<Long> stars = users.create(4);
        stars.forEach(star -> api.follow(ann, star));

        ServiceApi.Reply page = api.get(ann, "/v1/users/" + ann + "/following?limit=4");

        assertThat(page.texts("users", "user_id"))
                .containsExactlyElementsOf(
                        stars.reversed().stream().map(String::valueOf).toList());
        assertThat(page.body().has("next_cursor")).isFalse();
        assertThat(page.body()
                        .path("users")
                        .path(0)
                        .path("viewer")
                        .path("following")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_cursor_belongs_to_its_list_and_its_owner() {
        long ann = users.create();
        users.create(2).forEach(star -> api.follow(ann, star));
        String cursor = api.get(ann, "/v1/users/" + ann + "/following?limit=1").text("next_cursor");

        ServiceApi.Reply otherList = api.get(ann, "/v1/users/" + ann + "/followers?cursor=" + cursor);
        ServiceApi.Reply otherOwner = api.get(ann, "/v1/users/" + users.create() + "/following?cursor=" + cursor);

        assertThat(otherList.code()).isEqualTo("invalid_cursor");
        assertThat(otherOwner.code()).isEqualTo("invalid_cursor");
    }
}
