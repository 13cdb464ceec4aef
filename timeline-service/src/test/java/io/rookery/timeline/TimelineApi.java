package io.rookery.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** timeline-service over HTTP. */
@TestComponent
public class TimelineApi extends ServiceApi {

    private static final long START = 1_800_000_000_000L;
    private static final AtomicLong USERS = new AtomicLong(1_000);
    private static final AtomicInteger TWEETS = new AtomicInteger();

    private final TestTokens tokens;

    public TimelineApi(Environment environment, TestTokens tokens) {
        super(environment, tokens);
        this.tokens = tokens;
    }

    /** One page of a home timeline. */
    public record Page(List<Long> ids, @Nullable String next, String prev, Reply reply) {

        public HttpHeaders headers() {
            return reply.headers();
        }

        public JsonNode tweet(long tweetId) {
            return reply.body()
                    .get("tweets")
                    .valueStream()
                    .filter(tweet -> tweet.get("tweet_id").asString().equals(Long.toString(tweetId)))
                    .findAny()
                    .orElseThrow();
        }
    }

    public static long user() {
        return USERS.incrementAndGet();
    }

    /** Ids are a second apart, in the order they are made. */
    public static long tweetId() {
        return Snowflake.id(START + TWEETS.incrementAndGet() * 1_000L, 1, 0);
    }

    public Page home(long readerId) {
        return home(readerId, null, 20);
    }

    public Page home(long readerId, @Nullable String cursor, int limit) {
        Reply reply = get(readerId, path(cursor, limit));
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        JsonNode body = reply.body();
        return new Page(
                body.get("tweets")
                        .valueStream()
                        .map(tweet -> Long.parseLong(tweet.get("tweet_id").asString()))
                        .toList(),
                body.has("next_cursor") ? body.get("next_cursor").asString() : null,
                body.get("prev_cursor").asString(),
                reply);
    }

    public Reply homeUnless(long readerId, @Nullable String cursor, String etag) {
        return exchange(
                HttpMethod.GET,
                path(cursor, 20),
                Map.of(HttpHeaders.AUTHORIZATION, tokens.bearer(readerId), HttpHeaders.IF_NONE_MATCH, etag),
                null);
    }

    /** As tweet-service tells of a post ({@code PUT}) or delete. */
    public void tell(HttpMethod method, long authorId, long tweetId) {
        Reply told = internal(method, "/internal/timelines/" + authorId + "/tweets/" + tweetId);
        assertThat(told.status()).as("%s", told).isEqualTo(204);
    }

    private static String path(@Nullable String cursor, int limit) {
        return "/v1/users/me/timeline?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor);
    }
}
