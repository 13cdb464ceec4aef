package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rookery.client.ApiClient;
import io.rookery.client.ApiException;
import io.rookery.client.GraphApi;
import io.rookery.client.GraphApi.APIFollowUserRequest;
import io.rookery.client.SessionsApi;
import io.rookery.client.SessionsApi.APIRegisterRequest;
import io.rookery.client.TimelinesApi;
import io.rookery.client.TimelinesApi.APIGetHomeTimelineRequest;
import io.rookery.client.TweetsApi;
import io.rookery.client.TweetsApi.APIGetTweetRequest;
import io.rookery.client.TweetsApi.APIListTweetsOfUserRequest;
import io.rookery.client.TweetsApi.APIPostTweetRequest;
import io.rookery.client.model.PostTweet;
import io.rookery.client.model.Register;
import io.rookery.client.model.Session;
import io.rookery.client.model.Tweet;
import io.rookery.client.model.TweetList;
import io.rookery.local.stack.LocalStack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client that is generated from the public document, against the running system. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaClientIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private URI gateway;

    @BeforeAll
    void the_stack_is_up(LocalStack stack) {
        gateway = stack.gatewayUrl();
    }

    @Test
    void someone_registers_follows_reads_and_pages() throws ApiException {
        Session author = register();
        Session reader = register();
        new GraphApi(as(reader))
                .followUser(APIFollowUserRequest.newBuilder()
                        .userId(author.getUser().getUserId())
                        .build());
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            posted.addFirst(post(author, "Line " + i).getTweetId());
        }

        TimelinesApi timelines = new TimelinesApi(as(reader));
        APIGetHomeTimelineRequest home =
                APIGetHomeTimelineRequest.newBuilder().userId("me").limit(3).build();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(timelines.getHomeTimeline(home).getTweets()).hasSize(3));
        assertThat(timelines.getHomeTimeline(home).getNextCursor()).isNotEmpty();
        assertThat(walk(reader, author, 2)).isEqualTo(posted);
        Tweet read = new TweetsApi(as(reader))
                .getTweet(APIGetTweetRequest.newBuilder()
                        .tweetId(posted.getFirst())
                        .build());
        assertThat(read.getContent()).isEqualTo("Line 4");
        assertThat(read.getAuthor().getHandle()).isEqualTo(author.getUser().getHandle());
    }

    @Test
    void a_refusal_is_an_exception_with_its_status_and_problem() throws ApiException {
        TweetsApi tweets = new TweetsApi(as(register()));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> tweets.getTweet(
                        APIGetTweetRequest.newBuilder().tweetId("1").build()))
                .satisfies(refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(404);
                    assertThat(refusal.getResponseBody()).contains("\"code\":\"not_found\"");
                });
    }

    private Session register() throws ApiException {
        String handle = "j" + UUID.randomUUID().toString().replace("-", "").substring(0, 13);
        return new SessionsApi(client())
                .register(APIRegisterRequest.newBuilder()
                        .register(new Register()
                                .handle(handle)
                                .email(handle + "@example.org")
                                .password("correct horse battery staple"))
                        .build());
    }

    private Tweet post(Session author, String content) throws ApiException {
        return new TweetsApi(as(author))
                .postTweet(APIPostTweetRequest.newBuilder()
                        .postTweet(new PostTweet().content(content))
                        .build());
    }

    /** All tweets of someone, a few at a time. */
    private List<String> walk(Session reader, Session author, int limit) throws ApiException {
        TweetsApi tweets = new TweetsApi(as(reader));
        List<String> walked = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            TweetList page = tweets.listTweetsOfUser(APIListTweetsOfUserRequest.newBuilder()
                    .userId(author.getUser().getUserId())
                    .limit(limit)
                    .cursor(cursor)
                    .build());
            page.getTweets().forEach(tweet -> walked.add(tweet.getTweetId()));
            cursor = page.getNextCursor();
        } while (cursor != null);
        return walked;
    }

    private ApiClient client() {
        return new ApiClient()
                .setScheme(gateway.getScheme())
                .setHost(gateway.getHost())
                .setPort(gateway.getPort());
    }

    private ApiClient as(Session session) {
        return client().setRequestInterceptor(
                        request -> request.setHeader("Authorization", "Bearer " + session.getAccessToken()));
    }
}
