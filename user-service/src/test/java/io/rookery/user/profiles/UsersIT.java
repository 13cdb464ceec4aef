package io.rookery.user.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithUserService
class UsersIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Test
    void a_user_is_seen_with_counts_and_how_one_stands_to_it_but_without_address() {
        long ann = users.create();
        long bob = users.create();
        api.follow(ann, bob);

        ServiceApi.Reply bobForAnn = api.get(ann, "/v1/users/" + bob);
        ServiceApi.Reply annForBob = api.get(bob, "/v1/users/" + ann);

        assertThat(bobForAnn.status()).isEqualTo(200);
        assertThat(bobForAnn.text("user_id")).isEqualTo(Long.toString(bob));
        assertThat(bobForAnn.body().path("user_id").isString()).isTrue();
        assertThat(bobForAnn.body().has("email")).isFalse();
        assertThat(bobForAnn.body().path("followers_count").asInt()).isEqualTo(1);
        assertThat(bobForAnn.body().path("viewer").toString()).isEqualTo("{\"following\":true,\"followed_by\":false}");
        assertThat(annForBob.body().path("following_count").asInt()).isEqualTo(1);
        assertThat(annForBob.body().path("viewer").toString()).isEqualTo("{\"following\":false,\"followed_by\":true}");
        assertThat(Instant.parse(bobForAnn.text("created_at"))).isEqualTo(Snowflake.instant(bob));
    }

    @Test
    void a_handle_is_found_in_any_case_of_its_letters() {
        long ann = users.create();
        String handle = api.get(ann, "/v1/users/me").text("handle");

        ServiceApi.Reply found = api.get(ann, "/v1/users/by-handle/" + handle.toUpperCase());

        assertThat(found.text("user_id")).isEqualTo(Long.toString(ann));
        assertThat(api.get(ann, "/v1/users/by-handle/" + TestUsers.handle()).status())
                .isEqualTo(404);
        assertThat(api.get(ann, "/v1/users/by-handle/not a handle").status()).isEqualTo(404);
    }

    @Test
    void several_come_in_the_order_asked_for_and_unknown_ones_are_absent() {
        List<Long> all = users.create(3);
        String ids = all.get(2) + "," + all.get(0) + ",1," + all.get(1) + "," + all.get(2);

        ServiceApi.Reply reply = api.get(all.get(0), "/v1/users?ids=" + ids);

        assertThat(reply.texts("users", "user_id"))
                .containsExactly(
                        all.get(2).toString(), all.get(0).toString(), all.get(1).toString());
    }

    @Test
    void a_hundred_are_as_many_as_one_may_ask_for() {
        long ann = users.create();
        String hundred = users.create(100).stream().map(String::valueOf).collect(Collectors.joining(","));

        assertThat(api.get(ann, "/v1/users?ids=" + hundred).texts("users", "user_id"))
                .hasSize(100);
        assertThat(api.get(ann, "/v1/users?ids=" + hundred + "," + ann).code()).isEqualTo("invalid_parameter");
    }

    @Test
    void a_profile_keeps_what_a_change_does_not_name_and_null_clears() {
        long ann = users.create();

        ServiceApi.Reply set = api.changeProfile(ann, """
                {"display_name":"  Ann 🐦 ","bio":"Two\\nlines","location":"Nest","website":"https://example.org/ann"}
                """);
        ServiceApi.Reply cleared = api.changeProfile(ann, """
                {"bio":null,"website":"","unknown":1}
                """);

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.text("display_name")).isEqualTo("Ann 🐦");
        assertThat(set.text("bio")).isEqualTo("Two\nlines");
        assertThat(set.text("email")).endsWith("@example.org");
        assertThat(cleared.body().has("bio")).isFalse();
        assertThat(cleared.body().has("website")).isFalse();
        assertThat(cleared.text("location")).isEqualTo("Nest");
        assertThat(cleared.text("display_name")).isEqualTo("Ann 🐦");
        assertThat(api.get(ann, "/v1/users/me").body()).isEqualTo(cleared.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"display_name":null}           | /display_name
            {"display_name":" "}            | /display_name
            {"display_name":"a\\nb"}        | /display_name
            {"bio":"a\\u0000"}              | /bio
            {"location":"1234567890123456789012345678901"} | /location
            {"website":"ftp://example.org"} | /website
            {"website":"javascript:alert(1)"} | /website
            {"website":"https://"}          | /website
            """)
    void what_is_not_allowed_in_a_profile_is_named(String body, String pointer) {
        ServiceApi.Reply reply = api.changeProfile(users.create(), body);

        reply.assertProblem(422, "validation_failed");
        assertThat(reply.texts("errors", "pointer")).containsOnly(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/users/1, 404, not_found",
        "/v1/users/-1, 400, invalid_parameter",
        "/v1/users/abc, 400, invalid_parameter",
        "/v1/users/99999999999999999999, 400, invalid_parameter",
        "/v1/users?ids=, 400, invalid_parameter",
        "/v1/users, 400, invalid_parameter",
        "/v1/users?ids=a, 400, invalid_parameter",
        "/v1/users/1/followers, 404, not_found",
        "/v1/users/1/following?limit=0, 400, invalid_parameter",
        "/v1/users/1/following?limit=101, 400, invalid_parameter",
        "/v1/users/1/following?cursor=abc, 400, invalid_cursor",
        "/v1/nothing, 404, not_found",
    })
    void bad_input_is_a_problem(String path, int status, String code) {
        ServiceApi.Reply reply = api.get(users.create(), path);

        reply.assertProblem(status, code);
    }

    @Test
    void other_services_get_the_names_of_users() {
        List<Long> all = users.create(2);

        ServiceApi.Reply reply = api.internal(HttpMethod.GET, "/internal/users?ids=" + all.get(0) + ",1," + all.get(1));

        assertThat(reply.texts("users", "user_id"))
                .containsExactlyInAnyOrder(all.get(0).toString(), all.get(1).toString());
        assertThat(reply.body().path("users").path(0).has("handle")).isTrue();
        assertThat(reply.body().path("users").path(0).has("display_name")).isTrue();
        assertThat(reply.body().path("users").path(0).has("email")).isFalse();
        assertThat(api.get("/internal/users?ids=1").status()).isEqualTo(401);
        assertThat(api.get(all.get(0), "/internal/users?ids=1").status()).isEqualTo(401);
    }
}
