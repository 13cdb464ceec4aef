package io.rookery.local.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.chaos.check.Action.ReadHome;
import io.rookery.local.chaos.check.Action.ReadTweet;
import io.rookery.local.chaos.check.Action.ReadTweets;
import io.rookery.local.chaos.check.Action.Relate;
import io.rookery.local.chaos.check.Reply.Entry;
import io.rookery.local.chaos.check.Violation.Rule;
import io.rookery.local.chaos.faults.Fault;
import io.rookery.local.chaos.faults.FaultProxy.Weather;
import io.rookery.local.stack.Component;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories written by hand, good ones and one for each way in which a rule can be broken. */
class CheckerTests {

    private static final int ANN = 0;
    private static final int BEN = 1;
    private static final int CAT = 2;
    private static final long FIRST_PAGE = Long.MAX_VALUE;
    private static final Fault NO_USER_SERVICE = new Fault.Kill(Component.USER_SERVICE, Duration.ofSeconds(2));
    private static final Fault NO_REDIS = new Fault.Network(Component.REDIS, Weather.SILENT, Duration.ofSeconds(5));

    private final Checker checker = new Checker(3);
    private long now;
    private long ops;
    private boolean benFollowsAnn;

    @Test
    void a_good_history_breaks_no_rule() {
        benFollowsAnn();
        posts(ANN, 101);
        home(BEN, page(ann(101)));
        follow(BEN, ANN, false);
        home(BEN, page());
        benFollowsAnn();
        change(new Action.Delete(ANN, 101), reply(204));
        home(BEN, page());
        home(ANN, page());

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_reply_with_a_complaint_or_a_status_that_is_not_documented() {
        change(new Action.Delete(ANN, 101), new Reply(204, "", "no Retry-After", 0, List.of(), List.of(), null, false));
        change(new Action.Delete(ANN, 102), reply(500));
        change(new Action.Delete(ANN, 103), reply(404));
        home(ANN, reply(502));

        assertThat(broken()).contains(Rule.DOCUMENTED);
        assertThat(checker.verdict().counts()).containsEntry(Rule.DOCUMENTED, 4);
    }

    @Test
    void no_answer_at_all_is_good_only_while_the_gateway_is_in_trouble() {
        Fault noGateway = new Fault.Kill(Component.API_GATEWAY, Duration.ofSeconds(2));
        began(noGateway);
        home(ANN, Reply.nothing("ConnectException"));
        ended(noGateway);
        home(ANN, page());
        assertThat(broken()).isEmpty();

        passes(11);
        began(NO_USER_SERVICE);
        home(ANN, Reply.nothing("HttpTimeoutException"));
        home(ANN, page());

        assertThat(broken()).containsExactly(Rule.DOCUMENTED);
    }

    @Test
    void a_change_without_a_definite_answer() {
        change(new Action.Post(ANN, 1), reply(503));

        assertThat(broken()).containsExactly(Rule.ANSWERED);
    }

    @Test
    void a_read_that_fails_longer_than_what_it_needs() {
        began(NO_USER_SERVICE);
        home(ANN, reply(503));
        passes(20);
        ended(NO_USER_SERVICE);
        passes(9);
        home(ANN, reply(503));
        home(ANN, page());
        assertThat(broken()).isEmpty();

        home(ANN, reply(503));
        passes(14);
        home(ANN, page());

        assertThat(broken()).containsExactly(Rule.AVAILABLE);
    }

    @Test
    void a_read_that_fails_because_of_what_it_does_not_need() {
        began(NO_REDIS);
        home(ANN, reply(503));
        passes(2);
        home(ANN, page());
        assertThat(broken()).isEmpty();

        home(ANN, reply(503));
        passes(7);
        home(ANN, page());

        assertThat(broken()).containsExactly(Rule.AVAILABLE);
    }

    @Test
    void a_read_that_fails_until_the_end() {
        began(NO_REDIS);
        home(ANN, reply(503));
        passes(10);
        home(ANN, reply(503));

        assertThat(broken()).containsExactly(Rule.AVAILABLE);
    }

    @Test
    void a_tweet_that_nobody_posted() {
        home(ANN, page(new Entry(101, ANN, 7, 0, 0, 0)));

        assertThat(broken()).containsExactly(Rule.KNOWN);
    }

    @Test
    void a_post_that_was_done_twice() {
        long op = attempt(new Action.Post(ANN, 7), reply(503));
        // The first attempt may have made it
        home(ANN, page(new Entry(101, ANN, 7, 0, 0, 0)));
        assertThat(broken()).containsExactly(Rule.ANSWERED);

        again(op, new Action.Post(ANN, 7), posted(102));

        assertThat(broken()).contains(Rule.KNOWN);
    }

    @Test
    void an_acknowledged_post_under_a_second_id() {
        posts(ANN, 101);
        home(ANN, page(new Entry(102, ANN, 101, 0, 0, 0), ann(101)));

        assertThat(broken()).containsExactly(Rule.KNOWN);
    }

    @Test
    void a_retry_that_was_answered_is_one_tweet() {
        long op = attempt(new Action.Post(ANN, 101), reply(503));
        home(ANN, page(ann(101)));
        again(op, new Action.Post(ANN, 101), posted(101));
        home(ANN, page(ann(101)));

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_tweet_with_another_text_or_author() {
        posts(ANN, 101);
        posts(BEN, 102);
        benFollowsAnn();
        home(BEN, page(new Entry(102, BEN, 102, 0, 0, 0), new Entry(101, BEN, 101, 0, 0, 0)));

        assertThat(broken()).containsExactly(Rule.KNOWN);
    }

    @Test
    void a_page_that_is_not_newest_first() {
        posts(ANN, 101);
        posts(ANN, 102);
        home(ANN, page(ann(101), ann(102)));

        assertThat(broken()).containsExactly(Rule.ORDERED);
    }

    @Test
    void a_page_that_shows_a_tweet_twice() {
        posts(ANN, 101);
        home(ANN, page(ann(101), ann(101)));

        assertThat(broken()).containsExactly(Rule.ORDERED);
    }

    @Test
    void a_walk_that_repeats() {
        posts(ANN, 101);
        posts(ANN, 102);
        home(ANN, more(ann(102)));
        read(new ReadHome(ANN, 102), page(ann(102), ann(101)));

        assertThat(broken()).containsExactly(Rule.ORDERED);
    }

    @Test
    void a_walk_that_skips() {
        posts(ANN, 101);
        posts(ANN, 102);
        posts(ANN, 103);
        home(ANN, more(ann(103)));
        read(new ReadHome(ANN, 103), page(ann(101)));

        assertThat(broken()).containsExactly(Rule.OWN);
    }

    @Test
    void a_short_or_empty_page_says_nothing_of_what_is_below_it() {
        posts(ANN, 101);
        posts(ANN, 102);
        home(ANN, more(ann(102)));
        read(new ReadHome(ANN, 102), more());
        read(new ReadHome(ANN, 102), page(ann(101)));

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_deleted_tweet_that_is_shown() {
        posts(ANN, 101);
        change(new Action.Delete(ANN, 101), reply(204));
        home(ANN, page(ann(101)));
        read(new ReadTweets(BEN, ANN, FIRST_PAGE), page(ann(101)));
        read(new ReadTweet(BEN, 101, ANN), reply(200));

        assertThat(checker.verdict().counts()).containsOnlyKeys(Rule.HIDDEN).containsEntry(Rule.HIDDEN, 3);
    }

    @Test
    void a_tweet_that_may_be_deleted_may_be_shown_or_not() {
        posts(ANN, 101);
        long op = attempt(new Action.Delete(ANN, 101), reply(503));
        home(ANN, page(ann(101)));
        home(ANN, page());
        again(op, new Action.Delete(ANN, 101), reply(404));

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_read_that_began_before_a_delete_ended_may_show_the_tweet() {
        posts(ANN, 101);
        long read = asked(new ReadHome(ANN, FIRST_PAGE));
        change(new Action.Delete(ANN, 101), reply(204));
        answered(read, new ReadHome(ANN, FIRST_PAGE), page(ann(101)));

        assertThat(broken()).isEmpty();
    }

    @Test
    void somebody_who_is_not_followed() {
        posts(ANN, 101);
        home(BEN, page(ann(101)));

        assertThat(broken()).containsExactly(Rule.HIDDEN);
    }

    @Test
    void somebody_who_is_not_followed_any_more() {
        posts(ANN, 101);
        benFollowsAnn();
        follow(BEN, ANN, false);
        home(BEN, page(ann(101)));

        assertThat(broken()).containsExactly(Rule.HIDDEN);
    }

    @Test
    void somebody_muted_or_their_tweet_passed_on_by_a_friend() {
        posts(CAT, 101);
        retweets(ANN, 102, 101, CAT);
        benFollowsAnn();
        home(BEN, page(retweet(102, 101)));
        assertThat(broken()).isEmpty();

        change(new Relate(BEN, Relation.MUTE, CAT, true), reply(200));
        home(BEN, page(retweet(102, 101)));

        assertThat(broken()).containsExactly(Rule.HIDDEN);
    }

    @Test
    void a_block_hides_from_both() {
        posts(CAT, 101);
        retweets(ANN, 102, 101, CAT);
        benFollowsAnn();
        change(new Relate(CAT, Relation.BLOCK, BEN, true), reply(200));
        home(BEN, page(retweet(102, 101)));

        assertThat(broken()).containsExactly(Rule.HIDDEN);
    }

    @Test
    void a_block_ends_a_follow() {
        posts(ANN, 101);
        benFollowsAnn();
        change(new Relate(BEN, Relation.BLOCK, ANN, true), reply(200));
        change(new Relate(BEN, Relation.BLOCK, ANN, false), reply(200));
        home(BEN, page(ann(101)));

        assertThat(broken()).containsExactly(Rule.HIDDEN);
    }

    @Test
    void an_undone_retweet_and_one_of_a_deleted_tweet() {
        posts(CAT, 101);
        retweets(ANN, 102, 101, CAT);
        change(new Action.Retweet(ANN, 101, CAT, false), reply(200));
        home(ANN, page(retweet(102, 101)));
        assertThat(checker.verdict().counts()).containsEntry(Rule.HIDDEN, 1);

        retweets(BEN, 103, 101, CAT);
        change(new Action.Delete(CAT, 101), reply(204));
        home(BEN, page(new Entry(103, BEN, 0, 101, 0, 0)));

        assertThat(checker.verdict().counts()).containsOnlyKeys(Rule.HIDDEN).containsEntry(Rule.HIDDEN, 2);
    }

    @Test
    void a_refusal_for_a_block_that_is_not_there() {
        posts(ANN, 101);
        change(
                new Action.Like(BEN, 101, ANN, true),
                new Reply(403, "blocked", null, 0, List.of(), List.of(), null, false));

        assertThat(broken()).containsExactly(Rule.DOCUMENTED);
    }

    @Test
    void ones_own_tweet_that_is_late() {
        posts(ANN, 101);
        home(ANN, page());

        assertThat(broken()).containsExactly(Rule.OWN);
    }

    @Test
    void a_tweet_missing_in_its_authors_list() {
        posts(ANN, 101);
        read(new ReadTweets(BEN, ANN, FIRST_PAGE), page());

        assertThat(broken()).containsExactly(Rule.LISTED);
    }

    @Test
    void a_tweet_that_cannot_be_read() {
        posts(ANN, 101);
        read(new ReadTweet(BEN, 101, ANN), reply(404));

        assertThat(broken()).contains(Rule.LISTED);
    }

    @Test
    void a_tweet_that_was_seen_and_vanishes() {
        benFollowsAnn();
        posts(ANN, 101);
        home(BEN, page());
        home(BEN, page(ann(101)));
        assertThat(broken()).isEmpty();

        home(BEN, page());

        assertThat(broken()).containsExactly(Rule.STAYS);
    }

    @Test
    void what_is_seen_while_another_read_is_on_its_way_need_not_be_in_that_one() {
        benFollowsAnn();
        posts(ANN, 101);
        long read = asked(new ReadHome(BEN, FIRST_PAGE));
        home(BEN, page(ann(101)));
        answered(read, new ReadHome(BEN, FIRST_PAGE), page());

        assertThat(broken()).isEmpty();
    }

    @Test
    void what_is_seen_without_redis_may_still_have_to_be_delivered() {
        benFollowsAnn();
        posts(ANN, 101);
        home(BEN, new Reply(200, "", null, 0, List.of(ann(101)), List.of(), null, true));
        home(BEN, page());

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_tweet_that_never_arrives() {
        benFollowsAnn();
        posts(ANN, 101);
        audit(page(ann(101)), page(), page());
        assertThat(checker.isComplete()).isFalse();
        assertThat(broken()).containsExactly(Rule.DELIVERED);

        // Later it has
        audit(page(ann(101)), page(ann(101)), page());

        assertThat(checker.isComplete()).isTrue();
        assertThat(broken()).isEmpty();
    }

    @Test
    void a_timeline_that_cannot_be_read_to_its_end() {
        audit(page(), more(), page());

        assertThat(broken()).containsExactly(Rule.DELIVERED);
    }

    @Test
    void a_follow_that_was_lost() {
        benFollowsAnn();
        audit(page(), page(), page(), List.of());
        assertThat(broken()).containsExactly(Rule.COUNTED);

        audit(page(), page(), page(), List.of(ANN));

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_like_or_retweet_that_is_not_counted() {
        posts(ANN, 101);
        change(new Action.Like(BEN, 101, ANN, true), reply(200));
        retweets(CAT, 102, 101, ANN);
        audit(page(new Entry(101, ANN, 101, 0, 1, 1)), page(), page(new Entry(102, CAT, 0, 101, 0, 0)));
        assertThat(broken()).isEmpty();

        audit(page(new Entry(101, ANN, 101, 0, 0, 2)), page(), page(new Entry(102, CAT, 0, 101, 0, 0)));

        assertThat(checker.verdict().counts()).containsOnlyKeys(Rule.COUNTED).containsEntry(Rule.COUNTED, 2);
    }

    private void passes(int seconds) {
        now += Duration.ofSeconds(seconds).toMillis();
    }

    private void began(Fault fault) {
        checker.accept(now, new Event.FaultBegan(fault));
    }

    private void ended(Fault fault) {
        checker.accept(now, new Event.FaultEnded(fault));
    }

    private long asked(Action action) {
        checker.accept(now, new Event.Asked(++ops, action));
        return ops;
    }

    private void answered(long op, Action action, Reply reply) {
        checker.accept(now, new Event.Answered(op, action, reply));
    }

    private long attempt(Action action, Reply reply) {
        long op = asked(action);
        answered(op, action, reply);
        return op;
    }

    private void again(long op, Action action, Reply reply) {
        checker.accept(now, new Event.Asked(op, action));
        answered(op, action, reply);
    }

    private void change(Action.Change change, Reply reply) {
        attempt(change, reply);
    }

    private void read(Action.Read read, Reply reply) {
        attempt(read, reply);
    }

    private void home(int reader, Reply reply) {
        read(new ReadHome(reader, FIRST_PAGE), reply);
    }

    /** With its id as its text. */
    private void posts(int author, long id) {
        change(new Action.Post(author, id), posted(id));
    }

    private void retweets(int person, long id, long original, int author) {
        change(
                new Action.Retweet(person, original, author, true),
                new Reply(200, "", null, id, List.of(), List.of(), null, false));
    }

    private void benFollowsAnn() {
        follow(BEN, ANN, true);
        benFollowsAnn = true;
    }

    private void follow(int person, int other, boolean on) {
        change(new Relate(person, Relation.FOLLOW, other, on), reply(200));
    }

    /** Everybody's home; all else is as it should be. */
    private void audit(Reply ann, Reply ben, Reply cat) {
        audit(ann, ben, cat, benFollowsAnn ? List.of(ANN) : List.of());
    }

    private void audit(Reply ann, Reply ben, Reply cat, List<Integer> followedByBen) {
        checker.accept(now, new Event.AuditBegan());
        List<Reply> homes = List.of(ann, ben, cat);
        for (int person = 0; person < homes.size(); person++) {
            Reply home = homes.get(person);
            int owner = person;
            home(person, home);
            read(
                    new ReadTweets(person, person, FIRST_PAGE),
                    page(home.entries().stream()
                            .filter(entry -> entry.author() == owner && entry.original() == 0)
                            .toArray(Entry[]::new)));
            read(
                    new Action.ReadFollowing(person),
                    new Reply(200, "", null, 0, List.of(), person == BEN ? followedByBen : List.of(), null, false));
        }
        checker.accept(now, new Event.AuditEnded());
    }

    private List<Rule> broken() {
        return List.copyOf(checker.verdict().counts().keySet());
    }

    private static Entry ann(long id) {
        return new Entry(id, ANN, id, 0, 0, 0);
    }

    private static Entry retweet(long id, long original) {
        return new Entry(id, ANN, 0, original, 0, 0);
    }

    private static Reply reply(int status) {
        return new Reply(status, "", null, 0, List.of(), List.of(), null, false);
    }

    private static Reply posted(long id) {
        return new Reply(201, "", null, id, List.of(), List.of(), null, false);
    }

    private static Reply page(Entry... entries) {
        return page(null, entries);
    }

    private static Reply more(Entry... entries) {
        return page("cursor", entries);
    }

    private static Reply page(@Nullable String next, Entry... entries) {
        return new Reply(200, "", null, 0, Arrays.asList(entries), List.of(), next, false);
    }
}
