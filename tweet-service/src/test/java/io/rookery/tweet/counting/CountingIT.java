package io.rookery.tweet.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import io.rookery.test.ServiceApi;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.TopicReader;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.TweetEvents;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.engagements.Engagement;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.ids.IdGenerator;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.TweetService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaTemplate;

@WithTweetService
class CountingIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private TweetService tweets;

    @Autowired
    private TweetReader reader;

    @Autowired
    private Engagements engagements;

    @Autowired
    private IdGenerator ids;

    @Autowired
    private CqlOperations cql;

    @Autowired
    private TweetEvents events;

    @Autowired
    private KafkaBackend broker;

    @Autowired
    private KafkaTemplate<String, String> kafka;

    private final long author = TestUsers.anyone();
    private final long reader1 = TestUsers.anyone();

    @Test
    void a_crash_between_a_retweet_and_its_counting_is_healed() {
        Tweet original = tweet(author);

        // Given the row and the event of a retweet, and nobody who counts it
        Tweet retweet = tweets.retweet(reader1, original);

        // Then it is counted
        awaitCounts(original.tweetId(), counts -> counts.retweetCount() == 1);
        assertThat(engagements.entry(Kind.RETWEET, original.tweetId(), reader1)).hasValue(retweet.tweetId());
        // and the other way round
        tweets.erase(retweet);
        awaitCounts(original.tweetId(), counts -> counts.retweetCount() == 0);
    }

    @Test
    void a_second_retweet_whose_maker_died_is_deleted() {
        Tweet original = tweet(author);
        Tweet first = tweets.retweet(reader1, original);
        awaitCounts(original.tweetId(), counts -> counts.retweetCount() == 1);

        Tweet second = tweets.retweet(reader1, original);

        await().atMost(ENOUGH).until(() -> reader.find(second.tweetId()).isEmpty());
        events.await("TweetDeleted", Long.toString(second.tweetId()));
        awaitTweetsCount(reader1, 1);
        assertThat(engagements.entry(Kind.RETWEET, original.tweetId(), reader1)).hasValue(first.tweetId());
    }

    @Test
    void replies_and_quotes_that_were_not_counted_are_counted_and_uncounted() {
        Tweet original = tweet(author);
        Tweet reply = reply(original);
        awaitCounts(original.tweetId(), counts -> counts.replyCount() == 1);

        // Given a reply whose count was lost
        engagements.remove(Kind.REPLY, original.tweetId(), reply.tweetId());
        replay("TweetPosted", reply);
        awaitCounts(original.tweetId(), counts -> counts.replyCount() == 1);

        // When it is deleted by somebody who dies before uncounting it
        tweets.erase(reply);
        awaitCounts(original.tweetId(), counts -> counts.replyCount() == 0);
    }

    @Test
    void events_that_come_again_change_nothing() {
        // Given a tweet with a reply that stays, one that is deleted, and a like
        Tweet original = tweet(author);
        Tweet stays = reply(original);
        Tweet deleted = reply(original);
        api.delete(reader1, "/v1/tweets/" + deleted.tweetId());
        engagements.add(Kind.LIKE, original.tweetId(), reader1, ids.next());
        awaitTweetsCount(reader1, 1);

        // When all events come again, in any order
        replay("TweetDeleted", deleted);
        replay("TweetPosted", stays);
        replay("TweetPosted", deleted);
        replay("TweetPosted", original);
        replay("TweetPosted", stays);
        Tweet marker = tweet(author);
        awaitTweetsCount(author, 2);
        Tweet secondMarker = reply(marker);
        awaitTweetsCount(reader1, 2);

        // Then all is as it was
        assertThat(engagements.of(reader1, List.of(original.tweetId())))
                .containsEntry(original.tweetId(), new Engagement(1, 0, 1, 0, true, false, false));
        assertThat(engagements.of(null, List.of(marker.tweetId())).get(marker.tweetId()))
                .isEqualTo(new Engagement(0, 0, 1, 0, false, false, false));
        assertThat(secondMarker.replyTo()).isEqualTo(marker.tweetId());
    }

    @Test
    void what_comes_again_long_after_its_original_was_deleted_adds_nothing_to_that() {
        // Given what refers to a tweet that was deleted, so long ago that nobody knows of it any more
        Tweet original = tweet(author);
        Tweet reply = reply(original);
        Tweet quote = stored(
                api.quote(reader1, Long.toString(original.tweetId()), "See").text("tweet_id"));
        Tweet retweet = tweets.retweet(reader1, original);
        awaitCounts(original.tweetId(), counts -> counts.retweetCount() == 1);
        awaitTweetsCount(author, 1);
        tweets.delete(author, original.tweetId());
        events.await("TweetDeleted", Long.toString(original.tweetId()));
        awaitTweetsCount(author, 0);
        cql.execute("DELETE FROM engagements WHERE tweet_id = ?", original.tweetId());

        // When it is told again
        replay("TweetPosted", reply);
        replay("TweetPosted", quote);
        replay("TweetPosted", retweet);
        Tweet marker = reply(tweet(author));
        awaitTweetsCount(reader1, 4);

        // Then nothing is added, and all of it stays
        assertThat(cql.queryForList("SELECT id FROM engagements WHERE tweet_id = ?", Long.class, original.tweetId()))
                .isEmpty();
        assertThat(reader.list(List.of(reply.tweetId(), quote.tweetId(), retweet.tweetId(), marker.tweetId())))
                .hasSize(4);
    }

    @Test
    void what_a_tweet_had_goes_with_it() {
        Tweet tweet = tweet(author);
        engagements.add(Kind.LIKE, tweet.tweetId(), reader1, ids.next());

        tweets.erase(tweet);

        awaitCounts(tweet.tweetId(), Engagement.NONE::equals);
        assertThat(engagements
                        .add(Kind.LIKE, tweet.tweetId(), reader1, ids.next())
                        .entryId())
                .isZero();
    }

    @Test
    void all_an_author_posts_is_counted() {
        Tweet first = tweet(author);
        tweet(author);
        api.send(author, HttpMethod.PUT, "/v1/tweets/" + first.tweetId() + "/retweet", null);
        awaitTweetsCount(author, 3);

        api.delete(author, "/v1/tweets/" + first.tweetId());

        awaitTweetsCount(author, 2);
        ServiceApi.Reply counts =
                api.internal(HttpMethod.GET, "/internal/tweets/counts?author_ids=%d,1,%d".formatted(author, author));
        assertThat(counts.texts("authors", "author_id")).containsExactly(Long.toString(author), "1");
        assertThat(counts.texts("authors", "tweets_count")).containsExactly("2", "0");
    }

    @Test
    void a_poison_event_goes_to_the_dead_letters_and_the_next_one_is_counted() {
        String key = Long.toString(author);
        kafka.send(broker.topic("tweets.v1"), key, "{\"type\":\"TweetPosted\",\"author_id\":\"x\"}");

        tweet(author);

        awaitTweetsCount(author, 1);
        try (var dead = new TopicReader(broker, "tweets.v1" + DeadLettersConfiguration.SUFFIX)) {
            dead.await(
                    letters -> letters.stream().anyMatch(letter -> letter.key().equals(key)));
        }
    }

    private Tweet tweet(long authorId) {
        return stored(api.posted(authorId, "Count me"));
    }

    private Tweet reply(Tweet to) {
        return stored(api.reply(reader1, Long.toString(to.tweetId()), "Yes").text("tweet_id"));
    }

    private Tweet stored(String tweetId) {
        return reader.find(Long.parseLong(tweetId)).orElseThrow();
    }

    /** As its producer told it. */
    private void replay(String type, Tweet tweet) {
        TopicReader.Event told = events.await(type, Long.toString(tweet.tweetId()));
        kafka.send(broker.topic("tweets.v1"), told.key(), told.value());
    }

    private void awaitCounts(long tweetId, Predicate<Engagement> expected) {
        await().atMost(ENOUGH)
                .until(
                        () -> Objects.requireNonNull(
                                engagements.of(null, List.of(tweetId)).get(tweetId)),
                        expected);
    }

    private void awaitTweetsCount(long authorId, int expected) {
        await().atMost(ENOUGH)
                .until(
                        () -> api.internal(HttpMethod.GET, "/internal/tweets/counts?author_ids=" + authorId)
                                .texts("authors", "tweets_count"),
                        List.of(Integer.toString(expected))::equals);
    }
}
