package io.rookery.user.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.WithUserService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithUserService
class InternalGraphIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void followers_are_paged_oldest_first_and_who_follows_meanwhile_comes_last() {
        long star = users.create();
        List<Long> fans = new ArrayList<>(users.create(7));
        fans.forEach(fan -> api.follow(fan, star));
        long late = users.create();

        List<String> seen = new ArrayList<>();
        String after = "0";
        while (after != null) {
            ServiceApi.Reply page = get("/internal/users/" + star + "/followers?limit=3&after=" + after);
            seen.addAll(page.texts("follower_ids"));
            after = page.body().has("next_after") ? page.text("next_after") : null;
            api.follow(late, star);
        }

        fans.add(late);
        assertThat(seen)
                .containsExactlyElementsOf(fans.stream().map(String::valueOf).toList());
    }

    @Test
    void a_page_of_followers_is_read_from_the_index_alone() {
        long star = users.create();
        jdbc.sql("insert into follows (follower_id, followee_id) select id, :star from unnest(:fans::bigint[]) as id")
                .param("star", star)
                .param("fans", users.create(3_000).toArray(Long[]::new))
                .update();
        jdbc.sql("vacuum analyze follows").update();

        List<String> plan =
                jdbc.sql("""
                        explain select follow_id, follower_id from follows
                        where followee_id = :star and follow_id > 0 order by follow_id limit 1000
                        """).param("star", star).query(String.class).list();

        assertThat(plan).anyMatch(line -> line.contains("Index Only Scan using follows_of_followee"));
        assertThat(plan).noneMatch(line -> line.contains("Sort"));
        assertThat(get("/internal/users/" + star + "/followers").texts("follower_ids"))
                .hasSize(3_000);
    }

    @Test
    void followees_are_told_all_or_among_some() {
        long ann = users.create();
        List<Long> stars = users.create(3);
        stars.forEach(star -> api.follow(ann, star));
        long other = users.create();

        ServiceApi.Reply all = get("/internal/users/" + ann + "/followees");
        ServiceApi.Reply among = get("/internal/users/" + ann + "/followees?among=" + stars.get(1) + "," + other);

        assertThat(all.texts("followee_ids"))
                .containsExactlyElementsOf(stars.stream().map(String::valueOf).toList());
        assertThat(among.texts("followee_ids")).containsExactly(stars.get(1).toString());
        assertThat(get("/internal/users/" + ann + "/followees?among=").texts("followee_ids"))
                .isEmpty();
        String tooMany = users.create(201).stream().map(String::valueOf).collect(Collectors.joining(","));
        assertThat(get("/internal/users/" + ann + "/followees?among=" + tooMany).status())
                .isEqualTo(400);
    }

    @Test
    void who_was_pulled_once_is_merged_for_ever() {
        long star = users.create();
        List<Long> fans = users.create(3);
        long fan = fans.getFirst();
        fans.subList(0, 2).forEach(follower -> api.follow(follower, star));

        assertThat(decide(star)).isEqualTo("push");
        assertThat(pulledFollowees(fan)).isEmpty();

        api.follow(fans.getLast(), star);
        assertThat(decide(star)).isEqualTo("pull");
        assertThat(pulledFollowees(fan)).containsExactly(Long.toString(star));
        String since = pulledAt(star);
        decide(star);
        assertThat(pulledAt(star)).isEqualTo(since);

        api.unfollow(fans.getLast(), star);
        assertThat(decide(star)).isEqualTo("push");
        assertThat(pulledFollowees(fan)).containsExactly(Long.toString(star));
        assertThat(pulledFollowees(fans.getLast())).isEmpty();
    }

    @Test
    void the_first_page_of_followers_comes_with_the_decision_to_push() {
        long author = users.create();
        List<Long> fans = users.create(2);
        fans.forEach(fan -> api.follow(fan, author));

        ServiceApi.Reply one = api.internal(HttpMethod.POST, "/internal/users/" + author + "/delivery?limit=1");
        assertThat(one.texts("follower_ids")).containsExactly(fans.getFirst().toString());
        assertThat(get("/internal/users/" + author + "/followers?after=" + one.text("next_after"))
                        .texts("follower_ids"))
                .containsExactly(fans.getLast().toString());

        api.follow(users.create(), author);
        ServiceApi.Reply pulled = api.internal(HttpMethod.POST, "/internal/users/" + author + "/delivery?limit=1");
        assertThat(pulled.texts("follower_ids")).isEmpty();
        assertThat(pulled.body().has("next_after")).isFalse();
    }

    @Test
    void that_an_author_is_pulled_is_owed_to_the_followers_timelines_until_it_is_taken_over() {
        long star = users.create();
        List<Long> fans = users.create(3);
        fans.subList(0, 2).forEach(fan -> api.follow(fan, star));
        String mark = "/internal/users/" + star + "/pull-mark";
        assertThat(api.internal(HttpMethod.PUT, mark).status()).isEqualTo(204); // too early: nothing to take over
        assertThat(owed(star)).isFalse();

        api.follow(fans.getLast(), star);
        assertThat(owed(star)).isTrue();
        assertThat(owed(star)).isTrue();

        api.internal(HttpMethod.PUT, mark);
        assertThat(owed(star)).isFalse();
        assertThat(pulledFollowees(fans.getFirst(), star)).containsExactly(Long.toString(star));
        assertThat(pulledFollowees(fans.getFirst(), fans.getLast())).isEmpty();
    }

    @Test
    void a_change_of_profile_does_not_forget_who_was_pulled() {
        long star = users.create();
        users.create(3).forEach(fan -> api.follow(fan, star));
        decide(star);

        api.changeProfile(star, "{\"bio\":\"famous\"}");

        assertThat(pulledAt(star)).isNotNull();
    }

    @Test
    void nobody_delivers_for_somebody_unknown() {
        assertThat(api.internal(HttpMethod.POST, "/internal/users/1/delivery").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/followers", "/followees", "/pulled-followees", "/delivery"})
    void only_services_may_ask(String path) {
        HttpMethod method = path.equals("/delivery") ? HttpMethod.POST : HttpMethod.GET;

        ServiceApi.Reply without = api.exchange(method, "/internal/users/1" + path, Map.of(), null);
        ServiceApi.Reply wrong =
                api.exchange(method, "/internal/users/1" + path, Map.of("X-Internal-Key", "guess"), null);

        without.assertProblem(401, "unauthenticated");
        assertThat(wrong.status()).isEqualTo(401);
    }

    private ServiceApi.Reply get(String path) {
        return api.internal(HttpMethod.GET, path);
    }

    private String decide(long author) {
        return api.internal(HttpMethod.POST, "/internal/users/" + author + "/delivery")
                .text("mode");
    }

    private List<String> pulledFollowees(long user) {
        return get("/internal/users/" + user + "/pulled-followees").texts("followee_ids");
    }

    private boolean owed(long author) {
        return api.internal(HttpMethod.POST, "/internal/users/" + author + "/delivery")
                .body()
                .get("mark_owed")
                .asBoolean();
    }

    private List<String> pulledFollowees(long user, long among) {
        return get("/internal/users/" + user + "/pulled-followees?among=" + among)
                .texts("followee_ids");
    }

    private String pulledAt(long user) {
        return jdbc.sql("select pulled_at::text from users where user_id = :user")
                .param("user", user)
                .query(String.class)
                .single();
    }
}
