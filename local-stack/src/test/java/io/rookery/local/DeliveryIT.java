package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.User;
import io.rookery.local.seed.SeedWorld;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The author with the most followers who is still pushed: one fewer than the limit a stack has by default. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int LIMIT = 10_000;
    private static final int FOLLOWERS = LIMIT - 1;

    /** So many that all followers take the worker seconds; with the old ones more than the newest part of a timeline takes. */
    private static final int TWEETS = 50;

    private static final int OLD_TWEETS = 80;

    private LocalStack stack;
    private PublicApi api;
    private Crowd crowd;
    private User author;
    private User reader;
    private List<Long> readers;
    private List<Long> absent;

    @BeforeAll
    void an_author_just_below_the_push_limit(LocalStack running) {
        stack = running;
        limitPushTo(LIMIT);
        api = new PublicApi(stack.gatewayUrl());
        crowd = new Crowd(stack);
        author = api.register("author");
        reader = api.register("reader");
        assertThat(reader.home()).isEmpty();
        List<Long> followers = crowd.register("crowd", FOLLOWERS - 1);
        crowd.follow(author, followers);
        reader.follow(author);
        absent = IntStream.range(0, followers.size())
                .filter(n -> n % 100 == 99)
                .mapToObj(followers::get)
                .toList();
        readers = followers.stream().filter(Predicate.not(absent::contains)).toList();
        crowd.read(readers, OLD_TWEETS);
        assertThat(author.profileOf(author).get("followers_count").asInt()).isEqualTo(FOLLOWERS);
    }

    @AfterAll
    void the_limit_of_all_other_tests() {
        crowd.close();
        limitPushTo(SeedWorld.PUSH_LIMIT);
    }

    @Test
    void a_worker_killed_in_the_middle_of_9999_followers_resumes_and_every_follower_has_the_tweet_once() {
        List<Long> tweets = posted(() -> {});
        await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> has(tweets.getFirst(), readers.getFirst()));
        stack.kill(Component.FANOUT_WORKER);
        try {
            assertThat(readers)
                    .anyMatch(reader -> has(tweets.getFirst(), reader))
                    .anyMatch(reader -> !has(tweets.getFirst(), reader));
        } finally {
            stack.start(Component.FANOUT_WORKER, ProgressListener.NONE);
        }

        await().atMost(SOON).until(() -> allHave(tweets));
        assertThat(readers).allSatisfy(each -> assertThat(crowd.entries(each)).doesNotHaveDuplicates());
        assertThat(absent).noneMatch(crowd::hasTimeline);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.home())
                        .startsWith(
                                tweets.reversed().stream().map(String::valueOf).toArray(String[]::new)));
    }

    @Test
    void one_author_with_9999_followers_posting_in_a_loop_does_not_hold_up_others() {
        List<User> others =
                IntStream.range(0, 12).mapToObj(_ -> api.register("other")).toList();
        User friend = api.register("friend");
        others.forEach(friend::follow);
        assertThat(friend.home()).isEmpty();

        // In whatever partition: it comes after all that the author posted
        List<String> afterwards = new ArrayList<>();
        List<Long> loop = posted(() -> others.forEach(other -> afterwards.add(other.tweet("And I?"))));

        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> crowd.timeline(Long.parseLong(friend.id)).size() == others.size());
        assertThat(crowd.timeline(readers.getLast())).doesNotContainAnyElementsOf(loop);
        assertThat(friend.home()).containsExactlyInAnyOrderElementsOf(afterwards);
        await().atMost(SOON).until(() -> allHave(loop));
    }

    /**
     * Tweets of the author that the worker finds all at once, so that it takes seconds to deliver them.
     *
     * @param then is done before it finds them
     */
    private List<Long> posted(Runnable then) {
        Processes.freeze(stack, Component.FANOUT_WORKER);
        try {
            List<Long> tweets = IntStream.range(0, TWEETS)
                    .mapToObj(n -> Long.valueOf(author.tweet("Note " + n)))
                    .toList();
            then.run();
            return tweets;
        } finally {
            Processes.goOn(stack, Component.FANOUT_WORKER);
        }
    }

    private boolean has(long tweet, long readerId) {
        return crowd.timeline(readerId).contains(tweet);
    }

    private boolean allHave(List<Long> tweets) {
        return readers.reversed().stream()
                .allMatch(reader -> crowd.timeline(reader).containsAll(tweets));
    }

    private void limitPushTo(int followers) {
        stack.stop(Component.USER_SERVICE);
        LocalStack.of(stack.folder(), Build.current(), Map.of("ROOKERY_PUSH_LIMIT", Integer.toString(followers)))
                .start(Component.USER_SERVICE, ProgressListener.NONE);
    }
}
