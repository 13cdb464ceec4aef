package io.rookery.tweet.tweets;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.idempotency.Claim;
import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.backends.TopicReader;
import io.rookery.test.contracts.EventContract;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.ids.IdGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithTweetService
class RepeatedPostIT {

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    @Autowired
    private TweetService service;

    @Autowired
    private IdGenerator ids;

    @Autowired
    private Api api;

    @Autowired
    private TweetEvents events;

    private final long author = TestUsers.since(Duration.ofDays(1));

    @Test
    void a_post_that_is_done_again_is_the_same_tweet() {
        String root = api.posted(author, "Root");
        Draft draft = new Draft("Once", List.of(), Long.valueOf(root), null);
        long claim = ids.next();

        Tweet first = service.post(author, draft, new Claim.Granted(claim, false));
        Tweet again = service.post(author, draft, new Claim.Granted(claim, true));

        assertThat(first.tweetId()).isEqualTo(claim);
        assertThat(again).isEqualTo(first);
        assertThat(api.get(author, "/v1/users/" + author + "/tweets?include=replies")
                        .texts("tweets", "tweet_id"))
                .containsExactly(Long.toString(claim), root);
        assertThat(api.get(author, "/v1/tweets/" + root)
                        .body()
                        .path("reply_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_post_that_died_before_it_wrote_is_done_under_its_old_id_and_told_under_a_new_one() {
        long claim = claimedAgo(Duration.ofHours(20));

        Tweet tweet = service.post(author, draft("Late"), new Claim.Granted(claim, true));

        assertThat(tweet.tweetId()).isEqualTo(claim);
        TopicReader.Event posted = events.await("TweetPosted", Long.toString(claim));
        EventContract.assertMatches("TweetPosted", posted.value());
        assertThat(Long.parseLong(posted.text("event_id"))).isGreaterThan(claim);
        assertThat(api.get(author, "/v1/tweets/" + claim).text("content")).isEqualTo("Late");
    }

    @Test
    void a_tweet_that_was_deleted_meanwhile_stays_deleted() {
        long claim = ids.next();
        service.post(author, draft("Oops"), new Claim.Granted(claim, false));
        service.delete(author, claim);

        Tweet again = service.post(author, draft("Oops"), new Claim.Granted(claim, true));

        assertThat(again.tweetId()).isEqualTo(claim);
        assertThat(api.get(author, "/v1/tweets/" + claim).status()).isEqualTo(404);
        assertThat(api.get(author, "/v1/users/" + author + "/tweets").texts("tweets", "tweet_id"))
                .isEmpty();
        // Whoever was told of it again is told of its end again
        List<TopicReader.Event> told = events.await(all -> of(claim, all).size() >= 4);
        List<TopicReader.Event> inOrder = of(claim, told).stream()
                .sorted((one, other) -> Long.compare(eventId(one), eventId(other)))
                .toList();
        assertThat(inOrder)
                .extracting(TopicReader.Event::type)
                .containsExactly("TweetPosted", "TweetDeleted", "TweetPosted", "TweetDeleted");
    }

    private static List<TopicReader.Event> of(long tweetId, List<TopicReader.Event> events) {
        return events.stream()
                .filter(event -> event.text("tweet_id").equals(Long.toString(tweetId)))
                .toList();
    }

    private static long eventId(TopicReader.Event event) {
        return Long.parseLong(event.text("event_id"));
    }

    private static Draft draft(String content) {
        return new Draft(content, List.of(), null, null);
    }

    /** As an instance that is gone would have issued it. */
    private static long claimedAgo(Duration age) {
        return Snowflake.id(Instant.now().minus(age).toEpochMilli(), 900, SEQUENCE.incrementAndGet());
    }
}
