package io.rookery.model;

import static io.rookery.model.History.history;

import io.rookery.model.Step.Block;
import io.rookery.model.Step.Delay;
import io.rookery.model.Step.Delete;
import io.rookery.model.Step.Drain;
import io.rookery.model.Step.Evict;
import io.rookery.model.Step.FailCall;
import io.rookery.model.Step.Flush;
import io.rookery.model.Step.Follow;
import io.rookery.model.Step.Key;
import io.rookery.model.Step.LoseAnswer;
import io.rookery.model.Step.Page;
import io.rookery.model.Step.Post;
import io.rookery.model.Step.Pull;
import io.rookery.model.Step.PushAgain;
import io.rookery.model.Step.Release;
import io.rookery.model.Step.Repeat;
import io.rookery.model.Step.Restart;
import io.rookery.model.Step.Retweet;
import io.rookery.model.Step.SlowPage;
import io.rookery.model.Step.Untold;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that must never fail again, and some that show how they are written. */
class RegressionsIT {

    @Test
    void an_author_crosses_the_push_limit_and_comes_back() {
        play(
                new Follow(1, 0),
                new Page(1, 3),
                new Post(0),
                new Drain(1),
                new Pull(0),
                new Post(0),
                new Page(1, 1),
                new Drain(1),
                new PushAgain(0),
                new Post(0),
                new Follow(2, 0),
                new Page(2, 2));
    }

    @Test
    void the_worker_hears_that_an_author_is_pulled_and_its_answers_are_lost() {
        play(
                new Follow(1, 0),
                new Follow(2, 0),
                new Page(1, 1),
                new Page(2, 1),
                new Drain(1),
                new Pull(0),
                new LoseAnswer(1),
                new Post(0),
                new FailCall(2),
                new Drain(2));
    }

    @Test
    void a_worker_dies_between_two_pages_of_followers_and_events_come_twice() {
        play(
                new Follow(1, 0),
                new Follow(2, 0),
                new Follow(3, 0),
                new Page(1, 1),
                new Page(2, 1),
                new Page(3, 1),
                new Drain(3),
                new FailCall(3),
                new Post(0),
                new Post(0),
                new Restart(),
                new Repeat(1),
                new Repeat(0));
    }

    @Test
    void a_tweet_is_deleted_before_it_is_known_to_be_posted() {
        play(
                new Follow(1, 0),
                new Page(1, 1),
                new Drain(1),
                new Delay(),
                new Post(0),
                new Retweet(2, 0),
                new Delete(1),
                new Release(),
                new Page(1, 3));
    }

    @Test
    void redis_loses_everything_while_tweets_are_on_their_way_and_a_page_is_read() {
        play(
                new Follow(1, 0),
                new Post(0),
                new Post(0),
                new Page(1, 1),
                new Drain(1),
                new Page(1, 1),
                new Post(0),
                new Flush(),
                new Page(1, 1),
                new Block(1, 2),
                new Flush(),
                new Page(1, 3));
    }

    @Test
    void a_tweet_is_pushed_while_a_timeline_is_rebuilt() {
        play(new Follow(3, 1), new SlowPage(3, 2, 2), new Post(1));
    }

    @Test
    void an_author_who_was_pulled_once_posts_and_a_follower_s_timeline_is_evicted() {
        play(
                new Follow(1, 0),
                new Pull(0),
                new Post(0),
                new Drain(1),
                new PushAgain(0),
                new Untold(),
                new Post(0),
                new Evict(1, Key.TIMELINE));
    }

    @Test
    void a_tweet_that_is_in_memory_is_deleted_and_nobody_has_heard_of_it() {
        play(new Follow(1, 0), new Post(0), new Drain(1), new Delay(), new Delete(0), new Page(1, 1));
    }

    private static void play(Step... steps) {
        new Round(List.of(history(steps))).play();
    }
}
