package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.Page;
import io.rookery.local.PublicApi.Reply;
import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole system, from the outside: everything real, through the gateway, with a push limit of five followers. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private LocalStack stack;
    private PublicApi api;
    private User someone;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        stack = running;
        api = new PublicApi(stack.gatewayUrl());
        someone = api.register("someone");
    }

    @Test
    void a_tweet_reaches_the_home_timeline_of_a_follower() {
        User bird = api.register("bird");
        User reader = api.register("reader");
        reader.follow(bird);
        assertThat(reader.home()).isEmpty(); // from now on the timeline is stored, and only delivery fills it

        String tweet = bird.tweet("Hello from the nest");

        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).containsExactly(tweet));
        assertThat(reader.get("/v1/tweets/" + tweet)
                        .ok(200)
                        .body()
                        .get("author")
                        .get("handle")
                        .asString())
                .isEqualTo(bird.handle);
    }

    @Test
    void authors_see_their_own_tweet_at_once() {
        User author = api.register("author");
        assertThat(author.home()).isEmpty();

        String tweet = author.tweet("Is this thing on?");

        assertThat(author.home()).containsExactly(tweet);
    }

    @Test
    void an_author_over_the_push_limit_is_pulled_and_merged_in_place() {
        User star = api.register("star");
        User friend = api.register("friend");
        List<User> fans =
                IntStream.range(0, 6).mapToObj(_ -> api.register("fan")).toList();
        fans.forEach(fan -> fan.follow(star));
        User fan = fans.getFirst();
        fan.follow(friend);
        assertThat(fan.home()).isEmpty();

        List<String> tweets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tweets.add((i % 2 == 0 ? star : friend).tweet("Verse " + i));
        }
        Collections.reverse(tweets);

        await().atMost(SOON).untilAsserted(() -> assertThat(fan.home()).isEqualTo(tweets));
    }

    @Test
    void following_brings_what_was_there_and_unfollowing_takes_it_at_the_next_read() {
        User author = api.register("author");
        String old = author.tweet("From before you knew me");
        User reader = api.register("reader");
        assertThat(reader.home()).isEmpty();

        reader.follow(author);
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).containsExactly(old));

        reader.delete("/v1/users/" + author.id + "/follow").ok(200);
        assertThat(reader.home()).isEmpty();
    }

    @Test
    void a_walk_over_a_thousand_tweets_sees_each_once_while_new_ones_arrive() {
        User author = api.register("author");
        User reader = api.register("reader");
        reader.follow(author);
        List<String> tweets = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> author.tweet("Line " + i))
                .toList());
        Collections.reverse(tweets);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.home(null, 1).tweetIds()).containsExactly(tweets.getFirst()));

        assertThat(walk(author, cursor -> reader.home(cursor, 50))).isEqualTo(tweets);
        List<String> listed = walk(author, cursor -> reader.tweetsOf(author, cursor, 50));
        assertThat(listed.subList(listed.size() - 1_000, listed.size())).isEqualTo(tweets);
    }

    @Test
    void a_deleted_tweet_is_gone_everywhere() {
        User author = api.register("author");
        User star = api.register("star");
        List<User> fans =
                IntStream.range(0, 5).mapToObj(_ -> api.register("fan")).toList();
        User reader = api.register("reader");
        fans.forEach(fan -> fan.follow(star));
        reader.follow(star);
        reader.follow(author);
        assertThat(reader.home()).isEmpty();
        String kept = author.tweet("Stays");
        String pushed = author.tweet("Goes");
        String pulled = star.tweet("Goes too");
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).containsExactly(pulled, pushed, kept));

        author.delete("/v1/tweets/" + pushed).ok(204);
        star.delete("/v1/tweets/" + pulled).ok(204);

        assertThat(reader.home()).containsExactly(kept);
        assertThat(author.home()).containsExactly(kept);
        assertThat(reader.tweetsOf(author, null, 20).tweetIds()).containsExactly(kept);
        assertThat(reader.tweetsOf(star, null, 20).tweetIds()).isEmpty();
        reader.get("/v1/tweets/" + pushed).assertProblem(404, "not_found");
        reader.delete("/v1/tweets/" + kept).assertProblem(403, "forbidden");
    }

    @Test
    void a_worker_killed_in_the_middle_of_deliveries_loses_and_doubles_nothing() {
        User author = api.register("author");
        List<User> readers =
                IntStream.range(0, 4).mapToObj(_ -> api.register("reader")).toList();
        readers.forEach(reader -> {
            reader.follow(author);
            assertThat(reader.home()).isEmpty();
        });

        List<String> tweets = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            tweets.add(author.tweet("Note " + i));
            if (i == 30) {
                stack.kill(Component.FANOUT_WORKER);
            }
            if (i == 60) {
                stack.start(Component.FANOUT_WORKER, ProgressListener.NONE);
            }
        }
        Collections.reverse(tweets);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(readers)
                        .allSatisfy(reader -> assertThat(reader.home()).isEqualTo(tweets)));
    }

    @Test
    void new_tweets_are_found_with_the_cursor_to_what_is_newer() {
        User author = api.register("author");
        User reader = api.register("reader");
        reader.follow(author);
        author.tweet("Seen");
        Page seen = reader.home(null, 20);

        String fresh = author.tweet("Fresh");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(reader.home(seen.prev(), 20).tweetIds()).containsExactly(fresh));
    }

    @Test
    void an_uploaded_image_can_be_read_back() throws Exception {
        User author = api.register("author");
        byte[] image = Images.png();
        var created = author.post("/v1/media", Map.of("mime_type", "image/png", "file_size", image.length))
                .ok(201)
                .body();
        String media = created.get("media_id").asString();
        author.get("/v1/media/" + media).ok(200);
        assertThat(ObjectStore.upload(created.get("upload"), image)).isEqualTo(200);

        author.post("/v1/media/" + media + "/complete", Map.of()).ok(202);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(author.get("/v1/media/" + media)
                                .ok(200)
                                .body()
                                .get("state")
                                .asString())
                        .isEqualTo("ready"));
        String url = author.get("/v1/media/" + media).body().get("url").asString();
        assertThat(ObjectStore.download(url)).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource({
        "/internal/users/1/followers",
        "/internal/tweets?ids=1",
        "/actuator/health",
        "/actuator/prometheus",
        "/v1/nothing",
        "/v3/api-docs",
    })
    void the_inside_is_not_there(String path) {
        api.send("GET", path, null, null).assertProblem(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST   | /v1/auth/register            | {"handle":"a b","email":"x","password":"short"} | 422 | validation_failed
                    POST   | /v1/auth/register            | {"handle":                                      | 400 | malformed_request
                    POST   | /v1/auth/login               | {"login":"nobody","password":"wrong password"}  | 401 | invalid_credentials
                    POST   | /v1/auth/refresh             | {"refresh_token":"nonsense"}                    | 401 | invalid_refresh_token
                    PATCH  | /v1/users/me                 | {"display_name":""}                             | 422 | validation_failed
                    GET    | /v1/users/me/nothing         |                                                 | 404 | not_found
                    GET    | /v1/users/abc                |                                                 | 400 | invalid_parameter
                    GET    | /v1/users/1                  |                                                 | 404 | not_found
                    GET    | /v1/users/me/timeline?limit=0 |                                                | 400 | invalid_parameter
                    GET    | /v1/users/1/timeline         |                                                 | 403 | forbidden
                    GET    | /v1/users/1/followers?cursor=x |                                               | 400 | invalid_cursor
                    PUT    | /v1/users/1/follow           |                                                 | 404 | not_found
                    POST   | /v1/tweets                   | {"content":""}                                  | 422 | validation_failed
                    POST   | /v1/tweets                   | {"content":5}                                   | 422 | validation_failed
                    POST   | /v1/tweets                   | []                                              | 400 | malformed_request
                    POST   | /v1/tweets                   |                                                 | 400 | malformed_request
                    PUT    | /v1/tweets                   | {}                                              | 405 | method_not_allowed
                    GET    | /v1/tweets/1                 |                                                 | 404 | not_found
                    GET    | /v1/tweets?ids=              |                                                 | 400 | invalid_parameter
                    POST   | /v1/media                    | {"mime_type":"text/html","file_size":1}         | 422 | unsupported_media_type
                    GET    | /v1/media/1                  |                                                 | 404 | not_found
                    """)
    void bad_input_gets_a_clear_problem(String method, String path, @Nullable String body, int status, String code) {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        Reply reply = api.send(method, path, someone.token(), bytes);

        reply.assertProblem(status, code);
    }

    @Test
    void a_body_over_64_kib_is_refused() {
        someone.post("/v1/tweets", Map.of("content", "x".repeat(70_000))).assertProblem(413, "payload_too_large");
    }

    @Test
    void nobody_gets_in_without_a_token() {
        Reply reply = api.send("GET", "/v1/users/me", null, null);

        reply.assertProblem(401, "unauthenticated");
        assertThat(reply.raw().headers().firstValue("WWW-Authenticate")).isPresent();
    }

    /** All ids of a list, while its author goes on writing. */
    private static List<String> walk(User author, Function<@Nullable String, Page> list) {
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            Page page = list.apply(cursor);
            walked.addAll(page.tweetIds());
            cursor = page.next();
            author.tweet("Meanwhile " + walked.size());
        } while (cursor != null);
        return walked;
    }
}
