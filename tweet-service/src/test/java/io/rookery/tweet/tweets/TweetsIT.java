package io.rookery.tweet.tweets;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.authors.FakeUsers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

@WithTweetService
class TweetsIT {

    @Autowired
    private Api api;

    @Autowired
    private FakeUsers users;

    @Autowired
    private TestTokens tokens;

    private final long author = TestUsers.anyone();

    @Test
    void a_posted_tweet_can_be_read_by_its_location() {
        users.rename(author, "ada");

        ServiceApi.Reply posted = api.postTweet(author, "Hello, \uD83D\uDC26!\nSecond line");

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.text("status")).isEqualTo("published");
        String location = posted.headers().getFirst(HttpHeaders.LOCATION);
        assertThat(location).isEqualTo("/v1/tweets/" + posted.text("tweet_id"));
        ServiceApi.Reply read = api.get(TestUsers.anyone(), location);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("content")).isEqualTo("Hello, \uD83D\uDC26!\nSecond line");
        assertThat(read.text("author_id")).isEqualTo(Long.toString(author));
        assertThat(read.body().path("author").path("user_id").asString()).isEqualTo(Long.toString(author));
        assertThat(read.body().path("author").path("handle").asString()).isEqualTo("ada");
        assertThat(read.body().path("author").path("display_name").asString()).isEqualTo("Display of ada");
        assertThat(Instant.parse(read.text("created_at")))
                .isEqualTo(Snowflake.instant(Long.parseLong(read.text("tweet_id"))));
        assertThat(read.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(read.body().has("status")).isFalse();
    }

    @Test
    void a_tweet_that_did_not_change_is_not_sent_again() {
        String path = "/v1/tweets/" + api.posted(author, "Once");
        String etag = api.get(author, path).headers().getETag();
        assertThat(etag).startsWith("\"");
        Map<String, String> headers =
                Map.of(HttpHeaders.AUTHORIZATION, tokens.bearer(author), HttpHeaders.IF_NONE_MATCH, etag);

        assertThat(api.exchange(HttpMethod.GET, path, headers, null).status()).isEqualTo(304);

        api.reply(author, path.substring(path.lastIndexOf('/') + 1), "It has a reply now");
        assertThat(api.exchange(HttpMethod.GET, path, headers, null).status()).isEqualTo(200);
    }

    @Test
    void content_is_kept_in_nfc() {
        ServiceApi.Reply posted = api.postTweet(author, "Cafe\u0301");

        assertThat(posted.text("content")).isEqualTo("Caf\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\uD83D\uDC26", "e\u0301"})
    void length_is_counted_in_code_points_of_nfc(String character) {
        assertThat(api.postTweet(author, character.repeat(280)).status()).isEqualTo(201);
        assertThat(api.postTweet(author, character.repeat(281)).status()).isEqualTo(422);
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("{\"content\":\"\"}", 422, "validation_failed"),
                Arguments.of("{\"content\":\" \\n \"}", 422, "validation_failed"),
                Arguments.of("{\"content\":\"\\u3000\"}", 422, "validation_failed"),
                Arguments.of("{\"content\":null}", 422, "validation_failed"),
                Arguments.of("{}", 422, "validation_failed"),
                Arguments.of("{\"content\":\"tab\\there\"}", 422, "validation_failed"),
                Arguments.of("{\"content\":\"nul\\u0000\"}", 422, "validation_failed"),
                Arguments.of("{\"content\":\"half \\ud83d\"}", 422, "validation_failed"),
                Arguments.of("{\"content\":{}}", 422, "validation_failed"),
                Arguments.of("{\"content\":", 400, "malformed_request"),
                Arguments.of("", 400, "malformed_request"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void a_bad_body_is_refused_with_its_reason(String body, int status, String code) {
        ServiceApi.Reply reply = api.send(author, HttpMethod.POST, "/v1/tweets", body);

        reply.assertProblem(status, code);
        if (status == 422) {
            assertThat(reply.texts("errors", "pointer")).containsOnly("/content");
        }
    }

    @Test
    void unknown_fields_are_ignored() {
        assertThat(api.send(author, HttpMethod.POST, "/v1/tweets", "{\"content\":\"x\",\"mood\":\"good\"}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tweets/abc",
                "/v1/tweets/-1",
                "/v1/tweets/99999999999999999999",
                "/v1/tweets",
                "/v1/tweets?ids=",
                "/v1/tweets?ids=1,x",
                "/v1/users/1/tweets?limit=0",
                "/v1/users/1/tweets?limit=101",
                "/v1/users/1/tweets?limit=ten"
            })
    void a_bad_parameter_is_refused(String path) {
        ServiceApi.Reply reply = api.get(author, path);

        reply.assertProblem(400, "invalid_parameter");
    }

    @Test
    void more_than_a_hundred_ids_are_refused() {
        assertThat(api.get(author, "/v1/tweets?ids=" + String.join(",", Collections.nCopies(101, "1")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void several_tweets_come_in_the_order_asked_for_without_those_that_do_not_exist() {
        String first = api.postTweet(author, "1").text("tweet_id");
        String second = api.postTweet(TestUsers.anyone(), "2").text("tweet_id");
        int callsBefore = users.calls().size();

        ServiceApi.Reply reply = api.get(author, "/v1/tweets?ids=%s,1,%s,%s".formatted(second, first, second));

        assertThat(reply.texts("tweets", "tweet_id")).containsExactly(second, first);
        assertThat(users.calls().size() - callsBefore).isLessThanOrEqualTo(1);
    }

    @Test
    void a_deleted_tweet_is_gone_everywhere() {
        String tweetId = api.postTweet(author, "Oops").text("tweet_id");

        assertThat(api.delete(author, "/v1/tweets/" + tweetId).status()).isEqualTo(204);

        assertThat(api.get(author, "/v1/tweets/" + tweetId).code()).isEqualTo("not_found");
        assertThat(api.get(author, "/v1/tweets?ids=" + tweetId).texts("tweets", "tweet_id"))
                .isEmpty();
        assertThat(api.get(author, "/v1/users/" + author + "/tweets").texts("tweets", "tweet_id"))
                .isEmpty();
        assertThat(api.delete(author, "/v1/tweets/" + tweetId).status()).isEqualTo(404);
    }

    @Test
    void only_its_author_may_delete_a_tweet() {
        String tweetId = api.postTweet(author, "Mine").text("tweet_id");

        ServiceApi.Reply reply = api.delete(TestUsers.anyone(), "/v1/tweets/" + tweetId);

        reply.assertProblem(403, "forbidden");
        assertThat(api.get(author, "/v1/tweets/" + tweetId).status()).isEqualTo(200);
    }

    @Test
    void tweets_are_served_without_their_authors_names_while_user_service_is_down() {
        users.down(true);
        try {
            ServiceApi.Reply posted = api.postTweet(author, "Anyone there?");

            assertThat(posted.status()).isEqualTo(201);
            assertThat(posted.body().path("author").path("user_id").asString()).isEqualTo(Long.toString(author));
            assertThat(posted.body().path("author").has("handle")).isFalse();
        } finally {
            users.down(false);
        }
    }

    @Test
    void every_public_path_needs_a_token_of_ours() {
        List<String> forged = new ArrayList<>(List.of(
                tokens.expired(author),
                tokens.wrongAudience(author),
                tokens.foreignKey(author),
                tokens.unsigned(author)));
        for (String token : forged) {
            assertThat(api.exchange(HttpMethod.GET, "/v1/tweets/1", Map.of(HttpHeaders.AUTHORIZATION, token), null)
                            .status())
                    .isEqualTo(401);
        }
        ServiceApi.Reply without = api.exchange(HttpMethod.POST, "/v1/tweets", Map.of(), "{\"content\":\"x\"}");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
    }
}
