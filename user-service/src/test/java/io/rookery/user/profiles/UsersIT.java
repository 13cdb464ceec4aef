package io.rookery.user.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import io.rookery.user.avatars.FakeMedia;
import io.rookery.user.tweets.FakeTweets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@WithUserService
class UsersIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private FakeTweets tweets;

    @Autowired
    private FakeMedia media;

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
        assertThat(bobForAnn.body().path("viewer").toString()).isEqualTo("""
                {"following":true,"followed_by":false,"blocking":false,"muting":false}""");
        assertThat(annForBob.body().path("following_count").asInt()).isEqualTo(1);
        assertThat(annForBob.body().path("viewer").toString()).isEqualTo("""
                {"following":false,"followed_by":true,"blocking":false,"muting":false}""");
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
            {"avatar_media_id":"12a"}       | /avatar_media_id
            {"avatar_media_id":12}          | /avatar_media_id
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
    void a_block_hides_no_profile_and_only_who_set_it_sees_it_there() {
        long ann = users.create();
        long bob = users.create();
        api.block(ann, bob);

        assertThat(profileHoweverAskedFor(ann, bob).path("viewer").toString()).isEqualTo("""
                {"following":false,"followed_by":false,"blocking":true,"muting":false}""");
        assertThat(profileHoweverAskedFor(bob, ann).path("viewer").toString()).isEqualTo("""
                {"following":false,"followed_by":false,"blocking":false,"muting":false}""");
    }

    @Test
    void tweets_are_counted_by_tweet_service_and_a_profile_is_there_without_it() {
        long ann = users.create();
        long bob = users.create();
        tweets.posted(ann, 7);
        assertThat(tweetsCount(bob, ann)).isEqualTo(7);
        tweets.posted(ann, 8);
        assertThat(tweetsCount(ann, ann)).isEqualTo(8);

        tweets.down(true);
        try {
            assertThat(tweetsCount(bob, ann)).isEqualTo(8);
            assertThat(tweetsCount(ann, users.create())).isZero();
        } finally {
            tweets.down(false);
        }
    }

    @Test
    void a_picture_is_set_kept_and_cleared() {
        long ann = users.create();
        media.ready(ann, 4711);

        ServiceApi.Reply set = api.changeProfile(ann, "{\"avatar_media_id\":\"4711\"}");
        ServiceApi.Reply kept = api.changeProfile(ann, "{\"bio\":\"Hello\"}");
        ServiceApi.Reply card = api.internal(HttpMethod.GET, "/internal/users?ids=" + ann);
        ServiceApi.Reply cleared = api.changeProfile(ann, "{\"avatar_media_id\":null}");

        assertThat(set.text("avatar_url")).isEqualTo("/media/4711/original");
        assertThat(kept.text("avatar_url")).isEqualTo("/media/4711/original");
        assertThat(card.texts("users", "avatar_url")).containsExactly("/media/4711/original");
        assertThat(cleared.status()).isEqualTo(200);
        assertThat(cleared.body().has("avatar_url")).isFalse();
    }

    @Test
    void a_picture_must_be_a_picture_ready_and_ones_own() {
        long ann = users.create();
        media.readyVideo(ann, 4714);
        media.ready(users.create(), 4712);

        for (String mediaId : List.of("4712", "4713", "4714", "9999999999999999999")) {
            ServiceApi.Reply reply =
                    api.changeProfile(ann, "{\"bio\":\"Hello\",\"avatar_media_id\":\"" + mediaId + "\"}");

            reply.assertProblem(422, "media_not_ready");
        }
        media.down(true);
        try {
            api.changeProfile(ann, "{\"avatar_media_id\":\"4712\"}").assertProblem(503, "service_unavailable");
            assertThat(api.changeProfile(ann, "{\"location\":\"Nest\"}").status())
                    .isEqualTo(200);
        } finally {
            media.down(false);
        }
        assertThat(api.get(ann, "/v1/users/me").body().has("bio")).isFalse();
    }

    @Test
    void other_services_find_users_by_handles_in_any_case_of_their_letters() {
        List<Long> all = users.create(2);
        String one = api.get(all.get(0), "/v1/users/me").text("handle");
        String other = api.get(all.get(1), "/v1/users/me").text("handle");

        ServiceApi.Reply found = byHandles(one.toUpperCase() + "," + other + ",nobody_at_all,not a handle," + one);

        assertThat(found.texts("users", "user_id"))
                .containsExactlyInAnyOrder(all.get(0).toString(), all.get(1).toString());
        assertThat(found.texts("users", "handle")).containsExactlyInAnyOrder(one, other);
        assertThat(byHandles("nobody_at_all,").texts("users")).isEmpty();
        assertThat(byHandles("not a handle").texts("users")).isEmpty();
        byHandles("a,".repeat(50) + "a").assertProblem(400, "invalid_parameter");
    }

    @Test
    void other_services_list_users_as_the_viewer_sees_them() {
        List<Long> all = users.create(3);
        long viewer = all.getFirst();
        api.follow(viewer, all.get(1));
        api.block(all.get(2), viewer);

        ServiceApi.Reply listed = api.internal(
                HttpMethod.GET,
                "/internal/users/profiles?viewer_id=" + viewer + "&ids=" + all.get(2) + "," + all.get(1) + ",1");

        assertThat(listed.texts("users", "user_id")).containsExactly(all.get(1).toString());
        assertThat(listed.body().at("/users/0/viewer/following").asBoolean()).isTrue();
    }

    /** By id, by handle and among several it is the same. */
    private JsonNode profileHoweverAskedFor(long viewer, long user) {
        ServiceApi.Reply byId = api.get(viewer, "/v1/users/" + user);
        assertThat(byId.status()).isEqualTo(200);
        assertThat(api.get(viewer, "/v1/users/by-handle/" + byId.text("handle")).body())
                .isEqualTo(byId.body());
        assertThat(api.get(viewer, "/v1/users?ids=" + user).body().path("users").values())
                .containsExactly(byId.body());
        return byId.body();
    }

    private ServiceApi.Reply byHandles(String handles) {
        return api.internal(HttpMethod.GET, "/internal/users/by-handles?handles=" + handles);
    }

    private int tweetsCount(long viewer, long user) {
        return api.get(viewer, "/v1/users/" + user).body().path("tweets_count").asInt();
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
