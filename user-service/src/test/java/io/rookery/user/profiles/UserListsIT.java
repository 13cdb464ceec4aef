package io.rookery.user.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithUserService
class UserListsIT {

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
    void who_blocks_or_is_blocked_is_in_no_list_of_followers_or_followees() {
        long star = users.create();
        List<Long> fans = users.create(4);
        long ann = users.create();
        fans.forEach(fan -> api.follow(fan, star));
        fans.forEach(fan -> api.follow(star, fan));
        api.block(ann, fans.get(1));
        api.block(fans.get(2), ann);
        List<String> visible = List.of(fans.get(3).toString(), fans.get(0).toString());

        for (String list : List.of("followers", "following")) {
            List<String> seen = new ArrayList<>();
            String path = "/v1/users/" + star + "/" + list + "?limit=2";
            ServiceApi.Reply first = api.get(ann, path);
            seen.addAll(first.texts("users", "user_id"));
            ServiceApi.Reply last = api.get(ann, path + "&cursor=" + first.text("next_cursor"));
            seen.addAll(last.texts("users", "user_id"));

            assertThat(seen).isEqualTo(visible);
            assertThat(last.body().has("next_cursor")).isFalse();
            assertThat(api.get(star, path + "0").texts("users", "user_id")).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource({"block, blocks, blocking", "mute, mutes, muting"})
    void ones_own_blocks_and_mutes_are_paged_newest_first(String verb, String list, String flag) {
        long ann = users.create();
        List<Long> others = users.create(5);
        others.forEach(other -> api.send(ann, HttpMethod.PUT, "/v1/users/" + other + "/" + verb, null));

        List<String> seen = new ArrayList<>();
        String path = "/v1/users/me/" + list + "?limit=2";
        ServiceApi.Reply page = api.get(ann, path);
        assertThat(page.body().path("users").path(0).path("viewer").path(flag).asBoolean())
                .isTrue();
        seen.addAll(page.texts("users", "user_id"));
        api.delete(ann, "/v1/users/" + others.getFirst() + "/" + verb);
        while (page.body().has("next_cursor")) {
            page = api.get(ann, path + "&cursor=" + page.text("next_cursor"));
            seen.addAll(page.texts("users", "user_id"));
        }

        assertThat(seen)
                .containsExactlyElementsOf(others.subList(1, 5).reversed().stream()
                        .map(String::valueOf)
                        .toList());
        String cursor = api.get(ann, path).text("next_cursor");
        api.get(others.getFirst(), path + "&cursor=" + cursor).assertProblem(400, "invalid_cursor");
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
