package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.backends.Redis;
import io.rookery.local.PublicApi.Reply;
import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Home timelines while what they are made of is gone for a time. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int READERS = 12;
    private static final int FLUSHES = 5;

    /** Of each reader, between two flushes. */
    private static final int READS = 5;

    private LocalStack stack;
    private PublicApi api;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        stack = running;
        api = new PublicApi(stack.gatewayUrl());
    }

    /** More readers than the push limit: so the star is pulled, and the friends, each followed by a few, are pushed. */
    @Test
    void after_each_flushall_under_read_load_no_request_fails_and_every_timeline_is_rebuilt_as_it_was()
            throws Exception {
        User star = api.register("star");
        List<User> friends = IntStream.range(0, READERS / 4)
                .mapToObj(_ -> api.register("friend"))
                .toList();
        List<Reader> readers = IntStream.range(0, READERS)
                .mapToObj(i -> new Reader(api.register("reader"), friends.get(i / 4)))
                .toList();
        readers.forEach(reader -> reader.user.follow(star));
        readers.forEach(reader -> reader.user.follow(reader.friend));
        assertThat(readers).allSatisfy(reader -> assertThat(reader.user.home()).isEmpty());
        post(star, friends, readers);
        await().atMost(SOON).untilAsserted(() -> assertThat(readers).allSatisfy(Reader::seesAll));

        var stopped = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reading = new ArrayList<>();
            readers.forEach(reader -> reading.add(threads.submit(() -> reader.readUntil(stopped))));
            try {
                for (int flush = 0; flush < FLUSHES; flush++) {
                    Redis.flush(stack.port(Component.REDIS));
                    post(star, friends, readers); // some of it while timelines are being rebuilt
                    List<Integer> before =
                            readers.stream().map(reader -> reader.reads.get()).toList();
                    await().atMost(SOON)
                            .until(() -> reading.stream().anyMatch(Future::isDone)
                                    || IntStream.range(0, READERS)
                                            .allMatch(i -> readers.get(i).reads.get() >= before.get(i) + READS));
                }
            } finally {
                stopped.set(true);
            }
            for (Future<?> each : reading) {
                each.get();
            }
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(readers).allSatisfy(Reader::seesAll));
    }

    private static void post(User star, List<User> friends, List<Reader> readers) {
        String ofStar = star.tweet("For everybody");
        readers.forEach(reader -> reader.expected.addFirst(ofStar));
        for (User friend : friends) {
            String ofFriend = friend.tweet("For a few");
            readers.stream()
                    .filter(reader -> reader.friend == friend)
                    .forEach(reader -> reader.expected.addFirst(ofFriend));
        }
    }

    @Test
    void a_redis_that_hangs_is_left_out_by_however_many_readers_at_once() throws Exception {
        User author = api.register("author");
        List<User> readers =
                IntStream.range(0, 40).mapToObj(_ -> api.register("reader")).toList();
        readers.forEach(reader -> reader.follow(author)); // so many that the author is pulled, and lists are asked for
        String tweet = author.tweet("In spite of it");
        readers.forEach(reader -> await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.home()).containsExactly(tweet)));

        Processes.freeze(stack, Component.REDIS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = readers.stream()
                    .map(reader -> threads.submit(() -> reader.get("/v1/users/me/timeline")))
                    .toList();
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().ok(200).header("X-Timeline-Degraded")).hasValue("true");
                assertThat(reply.get()
                                .body()
                                .get("tweets")
                                .get(0)
                                .get("tweet_id")
                                .asString())
                        .isEqualTo(tweet);
            }
        } finally {
            Processes.goOn(stack, Component.REDIS);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(readers.getFirst()
                                .get("/v1/users/me/timeline")
                                .ok(200)
                                .header("X-Timeline-Degraded"))
                        .isEmpty());
    }

    @Test
    void without_kafka_posting_goes_on_and_followers_get_it_later_in_order() {
        User author = api.register("author");
        User reader = api.register("reader");
        reader.follow(author);
        String before = author.tweet("Kafka lives");
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).containsExactly(before));
        List<String> posted = new ArrayList<>(List.of(before));

        stack.kill(Component.KAFKA);
        try {
            for (int i = 0; i < 10; i++) {
                posted.addFirst(author.tweet("Without Kafka " + i));
                assertThat(author.home()).isEqualTo(posted);
            }
            assertThat(reader.home()).containsExactly(before);
        } finally {
            stack.start(Component.KAFKA, ProgressListener.NONE);
        }

        await().atMost(SOON).until(() -> {
            List<String> home = reader.home();
            assertThat(home)
                    .as("nothing before what is older")
                    .isEqualTo(posted.subList(posted.size() - home.size(), posted.size()));
            return home.size() == posted.size();
        });
    }

    @Test
    void authors_read_their_own_tweet_at_once_though_no_worker_lives() {
        User author = api.register("author");
        assertThat(author.home()).isEmpty();
        stack.kill(Component.FANOUT_WORKER);
        try {
            String first = author.tweet("Is anybody there?");
            assertThat(author.home()).containsExactly(first);
            String second = author.tweet("I am");
            assertThat(author.home()).containsExactly(second, first);
        } finally {
            stack.start(Component.FANOUT_WORKER, ProgressListener.NONE);
        }
    }

    /** Follows the star and one friend. */
    private static final class Reader {

        private final User user;
        private final User friend;
        private final List<String> expected = new ArrayList<>();
        private final AtomicInteger reads = new AtomicInteger();

        Reader(User user, User friend) {
            this.user = user;
            this.friend = friend;
        }

        /** Fails with the first read that does. */
        void readUntil(AtomicBoolean stopped) {
            while (!stopped.get()) {
                user.home();
                reads.incrementAndGet();
            }
        }

        void seesAll() {
            assertThat(user.home()).isEqualTo(expected);
        }
    }
}
