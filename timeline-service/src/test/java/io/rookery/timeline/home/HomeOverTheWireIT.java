package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.test.ServiceApi;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

/** How a home read asks the other services, and what becomes of it when one of them does not answer. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@WithBackends({RedisBackend.class, TestTokens.class, PlayedServices.class})
@Import(ServiceApi.class)
class HomeOverTheWireIT {

    private static final long FRIEND = 7;
    private static final long MUTED = 8;
    private static final long TWEET = 2006515713438650370L;
    private static final long RETWEET = 2006515713438650371L;
    private static final AtomicLong USERS = new AtomicLong(1_000);

    @Autowired
    ServiceApi api;

    @Autowired
    PlayedServices services;

    private final long reader = USERS.incrementAndGet();

    @BeforeEach
    void aFriendPostedATweetAndRetweetedSomebodyMuted() {
        String user = "/internal/users/" + reader;
        services.answers(user + "/pulled-followees", "{\"followee_ids\":[]}");
        services.answers(user + "/followees", "{\"followee_ids\":[\"7\"]}");
        services.answers(user + "/relations", """
                {"following_ids":["7"],"muting_ids":["8"],"blocked_ids":[]}""");
        services.answers("/internal/tweets/newest", """
                {"authors":[{"author_id":"7","tweet_ids":["%d","%d"]}]}""".formatted(RETWEET, TWEET));
        services.answers(
                "/internal/tweets",
                "{\"tweets\":[%s,%s]}"
                        .formatted(
                                TweetBodies.retweet(RETWEET, FRIEND, TweetBodies.tweet(1, MUTED)),
                                TweetBodies.tweet(TWEET, FRIEND)));
    }

    @Test
    void the_reader_is_named_and_everybody_in_the_page_is_asked_about_once() {
        Reply page = api.get(reader, "/v1/users/me/timeline");

        assertThat(page.status()).as("%s", page).isEqualTo(200);
        assertThat(page.texts("tweets", "content")).containsExactly("Tweet " + TWEET);
        assertThat(services.asked())
                .filteredOn(asked -> asked.startsWith("/internal/tweets?"))
                .last()
                .asString()
                .contains("ids=" + RETWEET)
                .contains("viewer_id=" + reader);
        assertThat(services.asked())
                .filteredOn(asked -> asked.startsWith("/internal/users/" + reader + "/relations?"))
                .singleElement()
                .asString()
                .contains("among=7")
                .contains("among=8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pulled-followees", "/relations", "/internal/tweets", "/newest"})
    void a_service_that_does_not_answer_is_503_within_a_second_and_forgotten_when_it_does(String path) {
        assertThat(api.get(reader, "/v1/users/me/timeline").status()).isEqualTo(200);
        services.goDeaf(path);
        try {
            Instant asked = Instant.now();
            Reply refused = api.get(reader, "/v1/users/me/timeline");

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
            refused.assertProblem(503, "service_unavailable");
            assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotBlank();
        } finally {
            services.hearAgain();
        }
        await().untilAsserted(() ->
                assertThat(api.get(reader, "/v1/users/me/timeline").status()).isEqualTo(200));
    }
}
