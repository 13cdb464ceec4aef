package io.rookery.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.test.contracts.EventContract;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.Slice;
import io.rookery.timelines.StoredTimeline;
import io.rookery.timelines.TimelineStore;
import io.rookery.timelines.TombstoneStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** The worker on real Kafka and Redis; only the two services it asks are played. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"rookery.fanout.follower-page=100", "rookery.fanout.backfill-depth=20"})
@WithBackends({KafkaBackend.class, RedisBackend.class, TestTokens.class})
@Import(FakeWorld.Configuration.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FanoutIT {

    private static final long NOW = 1_800_000_000_000L;
    private static final AtomicLong USERS = new AtomicLong(1_000);
    private static final AtomicInteger TWEETS = new AtomicInteger();

    @Autowired
    FakeWorld world;

    @Autowired
    TimelineStore timelines;

    @Autowired
    AuthoredStore authored;

    @Autowired
    TombstoneStore tombstones;

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    KafkaBackend broker;

    @Autowired
    RedisBackend redis;

    @Autowired
    ConsumerFactory<String, String> consumers;

    @BeforeAll
    void theProducersMadeTheirTopics() throws Exception {
        Producers.makeTheirTopics(broker);
    }

    @Test
    void a_tweet_reaches_every_follower_who_has_a_timeline_and_nobody_else() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 250);
        long inactive = user();
        world.follow(inactive, author);
        long stranger = userWithTimeline();

        long tweet = post(author);

        awaitTimelines(readers, List.of(tweet));
        assertThat(timelines.exists(inactive)).isFalse();
        assertThat(timeline(stranger)).isEmpty();
    }

    @Test
    void a_tweet_of_an_author_at_the_push_limit_is_left_to_pull_and_every_follower_is_told_of_it_once() {
        long celebrity = userWithTimeline();
        authoredOf(celebrity);
        List<Long> fans = followersWithTimelines(celebrity, 250);
        long inactive = user();
        world.follow(inactive, celebrity);
        world.leaveToPull(celebrity);

        long tweet = post(celebrity);

        await().untilAsserted(() ->
                assertThat(fans).allSatisfy(fan -> assertThat(pulled(fan)).containsExactly(celebrity)));
        assertThat(fans).allSatisfy(fan -> assertThat(timeline(fan)).isEmpty());
        assertThat(authoredOf(celebrity)).containsExactly(tweet);
        assertThat(timeline(celebrity)).containsExactly(tweet);
        assertThat(timelines.exists(inactive)).isFalse();

        int asked = world.pagesAskedAfter().size();
        long next = post(celebrity);
        await().untilAsserted(() -> assertThat(authoredOf(celebrity)).containsExactly(next, tweet));
        assertThat(world.pagesAskedAfter()).hasSize(asked);
    }

    @Test
    void an_author_who_crosses_the_push_limit_and_comes_back_is_read_whole_by_whoever_follows() {
        long author = user();
        authoredOf(author);
        List<Long> readers = followersWithTimelines(author, 150);
        long pushed = post(author);
        awaitTimelines(readers, List.of(pushed));

        world.leaveToPull(author);
        long left = post(author);
        await().untilAsserted(() -> assertThat(authoredOf(author)).contains(left));
        world.pushAgain(author);
        long again = post(author);

        awaitTimelines(readers, List.of(again, pushed));
        await().untilAsserted(() -> assertThat(readers)
                .allSatisfy(reader -> assertThat(pulled(reader)).containsExactly(author)));
        assertThat(authoredOf(author)).containsExactly(again, left);
        long late = userWithTimeline();
        world.follow(late, author);
        send("follows.v1", late, followEvent("UserFollowed", late, author));
        await().untilAsserted(() -> assertThat(pulled(late)).containsExactly(author));

        world.unfollow(late, author);
        send("follows.v1", late, followEvent("UserUnfollowed", late, author));
        await().untilAsserted(() -> assertThat(pulled(late)).isEmpty());
    }

    @Test
    void tweets_that_piled_up_reach_the_followers_of_their_author_in_one_walk() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 250);
        listeners.getListenerContainer("tweets").stop();
        List<Long> tweets = Stream.generate(() -> post(author)).limit(30).toList();
        int asked = world.pagesAskedAfter().size();

        listeners.getListenerContainer("tweets").start();

        awaitTimelines(readers, tweets.reversed());
        assertThat(world.pagesAskedAfter()).hasSizeLessThan(asked + 20); // two pages, for as many polls as it took
    }

    @Test
    void an_author_whose_followers_take_for_ever_does_not_hold_up_the_others_of_the_partition() {
        long giant = user();
        List<Long> fans = followersWithTimelines(giant, 250);
        long other = Stream.generate(FanoutIT::user)
                .filter(user -> partition(user) == partition(giant))
                .findFirst()
                .orElseThrow();
        List<Long> readers = followersWithTimelines(other, 2);
        world.getStuckOn(giant);
        long first = post(giant);

        long tweet = post(other);

        awaitTimelines(readers, List.of(tweet));
        assertThat(fans).anySatisfy(fan -> assertThat(timeline(fan)).isEmpty());
        world.getStuckOn(0);
        awaitTimelines(fans, List.of(first));
    }

    @Test
    void a_tweet_deleted_before_it_was_delivered_is_not_delivered() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 2);
        listeners.getListenerContainer("tweets").stop();
        long deleted = post(author);
        send("tweets.v1", author, tweetEvent("TweetDeleted", deleted, author));
        long kept = post(author);

        listeners.getListenerContainer("tweets").start();

        awaitTimelines(readers, List.of(kept));
        assertThat(tombstones.among(List.of(deleted, kept))).containsExactly(deleted);
    }

    @Test
    void the_same_event_twice_changes_nothing() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 3);
        long first = tweet();
        send("tweets.v1", author, tweetEvent("TweetPosted", first, author));
        send("tweets.v1", author, tweetEvent("TweetPosted", first, author));
        long second = post(author);

        awaitTimelines(readers, List.of(second, first));
    }

    @Test
    void a_delivery_that_breaks_between_two_pages_of_followers_ends_with_everybody_having_the_tweet_once() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 250);
        world.failSecondPage(2);

        long tweet = post(author);

        awaitTimelines(readers, List.of(tweet));
    }

    @Test
    void a_redis_that_dies_and_comes_back_delays_a_delivery_and_loses_nothing() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 3);
        // its log is written every second: what it has is safe after that
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
        redis.kill();
        long tweet = post(author);
        redis.restart();

        awaitTimelines(readers, List.of(tweet));
    }

    @Test
    void a_deleted_tweet_leaves_the_timelines_and_the_others_stay() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 3);
        long kept = post(author);
        long deleted = post(author);
        awaitTimelines(readers, List.of(deleted, kept));

        send("tweets.v1", author, tweetEvent("TweetDeleted", deleted, author));

        awaitTimelines(readers, List.of(kept));
    }

    @Test
    void a_poison_event_goes_to_the_dead_letters_and_the_next_one_is_processed() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 2);
        send("tweets.v1", author, "{\"type\":\"TweetPosted\",\"tweet_id\":\"no number\"}");
        send("tweets.v1", author, "not even json");

        long tweet = post(author);

        awaitTimelines(readers, List.of(tweet));
        await().untilAsserted(() -> assertThat(deadLetters("tweets.v1.dlt", author))
                .extracting(ConsumerRecord::value)
                .containsExactly("{\"type\":\"TweetPosted\",\"tweet_id\":\"no number\"}", "not even json"));
    }

    @Test
    void an_event_of_a_type_still_unknown_is_passed_over() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 2);
        send("tweets.v1", author, tweetEvent("TweetTranslated", tweet(), author));

        long tweet = post(author);

        awaitTimelines(readers, List.of(tweet));
        assertThat(deadLetters("tweets.v1.dlt", author)).isEmpty();
    }

    @Test
    void a_follow_brings_the_newest_tweets_of_the_followee_in_their_place_and_an_unfollow_takes_them_out() {
        long reader = userWithTimeline();
        long old = user();
        world.follow(reader, old);
        List<Long> before = tweetsOf(old, 3);
        timelines.add(reader, new Slice(before, 0));
        long followee = user();
        List<Long> theirs = tweetsOf(followee, 5);

        world.follow(reader, followee);
        send("follows.v1", reader, followEvent("UserFollowed", reader, followee));
        awaitTimelines(List.of(reader), concat(theirs, before));

        world.unfollow(reader, followee);
        send("follows.v1", reader, followEvent("UserUnfollowed", reader, followee));
        awaitTimelines(List.of(reader), before);
    }

    @Test
    void old_follow_events_replayed_do_not_undo_what_is_so_now() {
        long reader = userWithTimeline();
        long followee = user();
        List<Long> theirs = tweetsOf(followee, 3);
        world.follow(reader, followee);

        send("follows.v1", reader, followEvent("UserFollowed", reader, followee));
        send("follows.v1", reader, followEvent("UserUnfollowed", reader, followee));
        send("follows.v1", reader, "poison marks the end");

        await().untilAsserted(
                        () -> assertThat(deadLetters("follows.v1.dlt", reader)).hasSize(1));
        assertThat(timeline(reader)).isEqualTo(theirs);
    }

    @Test
    void a_backfill_deeper_than_it_goes_raises_the_floor_below_which_readers_pull() {
        long reader = userWithTimeline();
        long followee = user();
        List<Long> theirs = tweetsOf(followee, 30);
        world.follow(reader, followee);

        send("follows.v1", reader, followEvent("UserFollowed", reader, followee));

        // the oldest of the 20 shares its millisecond with the floor, where a list cut there is not sure of itself
        awaitTimelines(List.of(reader), theirs.subList(0, 19));
        Slice whole = ((StoredTimeline.Ready) timelines.read(reader, Long.MAX_VALUE, 0, 800)).slice();
        assertThat(whole.floor()).isGreaterThan(theirs.get(20));
    }

    @Test
    void a_reply_a_quote_and_a_retweet_are_delivered_as_any_other_tweet() {
        long author = user();
        List<Long> readers = followersWithTimelines(author, 2);
        List<Long> posted = new ArrayList<>();
        for (String reference : List.of("reply_to_tweet_id", "quote_tweet_id", "retweet_of_tweet_id")) {
            long tweet = tweet();
            String event = tweetEvent("TweetPosted", tweet, author);
            send("tweets.v1", author, event.replace("}", ",\"" + reference + "\":\"1\"}"));
            posted.addFirst(tweet);
        }

        awaitTimelines(readers, posted);
        assertThat(deadLetters("tweets.v1.dlt", author)).isEmpty();
    }

    @Test
    void an_erased_account_loses_its_timeline_and_user_service_hears_of_it_also_when_it_was_away() {
        long erased = userWithTimeline();
        long other = userWithTimeline();
        world.eraseAccount(erased);
        world.failErased(2);

        send("users.v1", erased, userEvent("UserErased", erased));

        await().untilAsserted(() -> assertThat(world.erased()).contains(erased));
        assertThat(timelines.exists(erased)).isFalse();
        assertThat(timelines.exists(other)).isTrue();
    }

    @Test
    void an_erasure_told_twice_is_done_and_confirmed_twice() {
        long erased = userWithTimeline();
        world.eraseAccount(erased);

        send("users.v1", erased, userEvent("UserErased", erased));
        send("users.v1", erased, userEvent("UserErased", erased));

        await().untilAsserted(() ->
                assertThat(world.erased()).filteredOn(user -> user == erased).hasSize(2));
        assertThat(timelines.exists(erased)).isFalse();
        assertThat(deadLetters("users.v1.dlt", erased)).isEmpty();
    }

    @Test
    void an_erasure_nobody_asked_for_and_what_is_no_event_go_to_the_dead_letters_and_the_next_one_is_processed() {
        long unknown = user();
        long erased = userWithTimeline();
        world.eraseAccount(erased);
        send("users.v1", erased, userEvent("UserErased", unknown));
        send("users.v1", erased, "{\"type\":\"UserErased\"}");
        send("users.v1", erased, userEvent("UserRenamed", erased));

        send("users.v1", erased, userEvent("UserErased", erased));

        await().untilAsserted(() -> assertThat(world.erased()).contains(erased));
        await().untilAsserted(() -> assertThat(deadLetters("users.v1.dlt", erased))
                .extracting(ConsumerRecord::value)
                .containsExactly(userEvent("UserErased", unknown), "{\"type\":\"UserErased\"}"));
    }

    @Test
    void the_published_examples_are_understood() {
        long author = Long.parseLong(field(EventContract.example("TweetPosted"), "author_id"));
        long tweet = Long.parseLong(field(EventContract.example("TweetPosted"), "tweet_id"));
        List<Long> readers = followersWithTimelines(author, 1);

        send("tweets.v1", author, EventContract.example("TweetPosted"));

        awaitTimelines(readers, List.of(tweet));
    }

    private static String field(String json, String name) {
        var matcher = java.util.regex.Pattern.compile("\"" + name + "\"\\s*:\\s*\"(\\d+)\"")
                .matcher(json);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static long user() {
        return USERS.incrementAndGet();
    }

    private long userWithTimeline() {
        long user = user();
        timelines.completeRebuild(user, timelines.beginRebuild(user).orElseThrow(), Slice.EMPTY, List.of());
        return user;
    }

    private List<Long> followersWithTimelines(long author, int count) {
        List<Long> readers =
                IntStream.range(0, count).mapToObj(_ -> userWithTimeline()).toList();
        readers.forEach(reader -> world.follow(reader, author));
        return readers;
    }

    /** Ids are a second apart, in the order they are made. */
    private static long tweet() {
        return Snowflake.id(NOW + TWEETS.incrementAndGet() * 1_000L, 1, 0);
    }

    private List<Long> tweetsOf(long author, int count) {
        List<Long> tweets =
                LongStream.range(0, count).mapToObj(_ -> tweet()).toList().reversed();
        world.tweeted(author, tweets);
        return tweets;
    }

    private long post(long author) {
        long tweet = tweet();
        world.tweeted(author, List.of(tweet));
        send("tweets.v1", author, tweetEvent("TweetPosted", tweet, author));
        return tweet;
    }

    private void send(String topic, long key, String event) {
        kafka.send(broker.topic(topic), Long.toString(key), event).join();
    }

    private void awaitTimelines(List<Long> readers, List<Long> expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readers)
                        .allSatisfy(reader -> assertThat(timeline(reader)).isEqualTo(expected)));
    }

    private List<Long> timeline(long reader) {
        return stored(reader).slice().ids();
    }

    private List<Long> pulled(long reader) {
        return stored(reader).pulledIds();
    }

    private StoredTimeline.Ready stored(long reader) {
        return (StoredTimeline.Ready) timelines.read(reader, Long.MAX_VALUE, 0, 800);
    }

    /** The author's list, which is there from the first time that somebody asks. */
    private List<Long> authoredOf(long author) {
        authored.completeRebuild(authored.beginRebuild(List.of(author)), Map.of());
        return authored.read(List.of(author)).get(author).ids();
    }

    private int partition(long author) {
        return BuiltInPartitioner.partitionForKey(Long.toString(author).getBytes(StandardCharsets.UTF_8), 3);
    }

    private List<ConsumerRecord<String, String>> deadLetters(String topic, long key) {
        try (Consumer<String, String> consumer = consumers.createConsumer(null, null, null)) {
            List<TopicPartition> partitions = consumer.partitionsFor(broker.topic(topic)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found.stream()
                    .filter(letter -> Long.toString(key).equals(letter.key()))
                    .toList();
        }
    }

    private static List<Long> concat(List<Long> first, List<Long> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String tweetEvent(String type, long tweetId, long authorId) {
        return """
               {"type":"%s","event_id":"%d","occurred_at":"2026-01-01T00:00:00.000Z","tweet_id":"%d","author_id":"%d"}""".formatted(type, tweetId, tweetId, authorId);
    }

    private static String followEvent(String type, long followerId, long followeeId) {
        return """
               {"type":"%s","event_id":"1","occurred_at":"2026-01-01T00:00:00.000Z","follower_id":"%d","followee_id":"%d"}""".formatted(type, followerId, followeeId);
    }

    private static String userEvent(String type, long userId) {
        return """
               {"type":"%s","event_id":"1","occurred_at":"2026-01-01T00:00:00.000Z","user_id":"%d"}""".formatted(type, userId);
    }
}
