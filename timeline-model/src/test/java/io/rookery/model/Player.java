package io.rookery.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.model.World.Edge;
import io.rookery.model.World.Tweet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Plays one history to the world and to Rookery. After each drain everybody's whole timeline is what the oracle says; until then
 * pages are in order, show nothing they must not, and nothing is missing that was there and that nobody touched.
 */
final class Player {

    private static final int MOST_PAGES = 100;

    private final Rookery rookery = Rookery.running();
    private final Phaser deaths;
    private final World world = new World();
    private final Oracle oracle = new Oracle(world);
    private final List<Tweet> posted = new ArrayList<>();
    private final List<Event> said = new ArrayList<>();
    private final List<Event> late = new ArrayList<>();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private boolean nextIsLate;
    private boolean isUntold;
    private Slow slow = Slow.NONE;

    /** Tweets that were there at the last drain. */
    private final Set<Long> settled = new HashSet<>();

    /** Tweets since then of which timeline-service was not told: nobody but who is asked for a page knows them. */
    private final Set<Long> untold = new HashSet<>();

    /** Follows that changed since. */
    private final Set<Edge> touched = new HashSet<>();

    private final Map<Long, Walk> walks = new HashMap<>();
    private final Map<Long, Anchor> anchors = new HashMap<>();

    /** A page that is being read, and the answer it waits for. */
    private record Slow(PlayedServices.@Nullable HeldAnswer held, CompletableFuture<Rookery.Page> page) {

        static final Slow NONE =
                new Slow(null, CompletableFuture.completedFuture(new Rookery.Page(List.of(), null, "")));

        void release() {
            if (held != null) {
                held.released().complete(null);
            }
        }
    }

    /** Where a reader is: the last id that was seen. */
    private record Walk(@Nullable String cursor, long last) {

        static final Walk TOP = new Walk(null, Long.MAX_VALUE);
    }

    /** Up to where a reader has polled, and the newest tweet there was then. */
    private record Anchor(String cursor, long newest) {}

    /** @param deaths where those meet whose worker dies: they have one worker together */
    Player(Phaser deaths) {
        this.deaths = deaths;
    }

    void play(History history) {
        rookery.services().show(world);
        try {
            history.steps().forEach(this::play);
            drain(2);
        } finally {
            slow.release();
        }
    }

    private void play(Step step) {
        switch (step) {
            case Step.Follow(int reader, int author) -> say(world.follow(user(reader), user(author)));
            case Step.Unfollow(int reader, int author) -> say(world.unfollow(user(reader), user(author)));
            case Step.Block(int user, int other) -> say(world.block(user(user), user(other)));
            case Step.Unblock(int user, int other) -> world.unblock(user(user), user(other));
            case Step.Mute(int user, int other) -> world.mute(user(user), user(other));
            case Step.Unmute(int user, int other) -> world.unmute(user(user), user(other));
            case Step.Post(int author) -> post(world.post(user(author)));
            case Step.Retweet(int user, int tweet)
            when !posted.isEmpty() -> post(world.retweet(user(user), latest(posted, tweet)));
            case Step.Delete(int tweet) when !posted.isEmpty() -> delete(latest(posted, tweet));
            case Step.Retweet _, Step.Delete _ -> {}
            case Step.Pull(int author) -> world.pull(user(author));
            case Step.PushAgain(int author) -> world.pushAgain(user(author));
            case Step.Repeat(int event) when !said.isEmpty() -> send(latest(said, event));
            case Step.Repeat _ -> {}
            case Step.Delay() -> nextIsLate = true;
            case Step.Release() -> release();
            case Step.Flush() ->
                rookery.flush(world.users(), posted.stream().map(Tweet::id).toList());
            case Step.Evict(int user, Step.Key key) -> rookery.evict(user(user), key);
            case Step.Untold() -> isUntold = true;
            case Step.FailCall(int nth) -> rookery.services().failCall(world, nth);
            case Step.LoseAnswer(int nth) -> rookery.services().loseAnswer(world, nth);
            case Step.Restart _ -> deaths.arriveAndAwaitAdvance();
            case Step.Page(int reader, int limit) -> read(user(reader), limit);
            case Step.SlowPage(int reader, int limit, int nth) -> readSlowly(user(reader), limit, nth);
            case Step.Poll(int reader, int limit) -> poll(user(reader), limit);
            case Step.Drain(int limit) -> drain(limit);
        }
    }

    private long user(int index) {
        return world.user(index);
    }

    private static <T> T latest(List<T> list, int back) {
        return list.get(list.size() - 1 - back % list.size());
    }

    private void post(List<Event> events) {
        if (!events.isEmpty()) {
            Tweet tweet = world.tweets().getFirst();
            posted.add(tweet);
            if (isUntold) {
                untold.add(tweet.id());
            } else {
                rookery.tell("PUT", tweet);
            }
            say(events);
        }
    }

    private void delete(Tweet tweet) {
        List<Event> events = world.delete(tweet);
        if (!events.isEmpty()) {
            rookery.tell("DELETE", tweet);
            say(events);
        }
    }

    private void say(List<Event> events) {
        for (Event event : events) {
            said.add(event);
            event.follow().ifPresent(touched::add);
            if (nextIsLate) {
                late.add(event);
                nextIsLate = false;
            } else {
                send(event);
            }
        }
    }

    private void send(Event event) {
        sent.add(rookery.topics().send(event));
    }

    private void release() {
        Collections.reverse(late);
        late.forEach(this::send);
        late.clear();
    }

    private void read(long reader, int limit) {
        Walk walk = walks.getOrDefault(reader, Walk.TOP);
        long newest = newest();
        Rookery.Page page = rookery.page(reader, limit, walk.cursor);
        if (walk.cursor == null) {
            anchors.put(reader, new Anchor(page.previous(), newest));
        }
        long low = page.next() == null
                ? 0
                : page.ids().isEmpty() ? walk.last : page.ids().getLast();
        check(reader, page.ids(), limit, low, walk.last, Set.of());
        if (page.next() == null) {
            walks.remove(reader);
        } else {
            walks.put(reader, new Walk(page.next(), low));
        }
    }

    private void readSlowly(long reader, int limit, int nth) {
        finishSlowPage();
        PlayedServices.HeldAnswer held = rookery.services().holdAnswer(world, nth);
        CompletableFuture<Rookery.Page> page =
                CompletableFuture.supplyAsync(() -> rookery.page(reader, limit, null), Round.EACH);
        slow = new Slow(held, page);
        CompletableFuture.anyOf(held.made(), page).join();
        if (page.isDone()) {
            slow.release();
        }
    }

    /** What it shows was true at some time meanwhile; what it leaves in Redis and in memory must be true for all. */
    private void finishSlowPage() {
        slow.release();
        assertThat(slow.page.join().ids())
                .isSortedAccordingTo(Collections.reverseOrder())
                .doesNotHaveDuplicates();
        slow = Slow.NONE;
    }

    private void poll(long reader, int limit) {
        Anchor anchor = anchors.get(reader);
        if (anchor == null) {
            return;
        }
        long newest = newest();
        Rookery.Page page = rookery.page(reader, limit, anchor.cursor);
        boolean isAll = page.ids().size() < limit;
        long high = isAll ? Long.MAX_VALUE : page.ids().getFirst() + 1;
        // What is below was there already, and might still be on its way
        // A poll that finds nothing asks no further
        check(reader, page.ids(), limit, anchor.newest, high, page.ids().isEmpty() ? untold : Set.of());
        anchors.put(reader, new Anchor(page.previous(), isAll ? newest : Math.max(anchor.newest, high - 1)));
    }

    private long newest() {
        return world.tweets().isEmpty() ? 0 : world.tweets().getFirst().id();
    }

    /** A page in itself, and that nothing but what may is missing between the two ids, both exclusive. */
    private void check(long reader, List<Long> ids, int limit, long low, long high, Set<Long> mayBeMissing) {
        assertThat(ids).hasSizeLessThanOrEqualTo(limit).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id < high, "not again");
        assertThat(ids).allMatch(id -> oracle.shows(reader, id), "to be shown to " + reader);
        assertThat(ids)
                .containsAll(oracle.timeline(reader).stream()
                        .filter(tweet -> tweet.authorId() == reader
                                || settled.contains(tweet.id())
                                        && !touched.contains(new Edge(reader, tweet.authorId())))
                        .map(Tweet::id)
                        .filter(id -> id > low && id < high && !mayBeMissing.contains(id))
                        .toList());
    }

    private void drain(int limit) {
        release();
        rookery.topics().drain(sent);
        sent.clear();
        finishSlowPage();
        for (long reader : world.users()) {
            assertThat(walk(reader, limit))
                    .as("the timeline of %s", reader)
                    .isEqualTo(oracle.timeline(reader).stream().map(Tweet::id).toList());
        }
        settled.clear();
        world.tweets().forEach(tweet -> settled.add(tweet.id()));
        touched.clear();
        untold.clear();
        isUntold = false;
    }

    private List<Long> walk(long reader, int limit) {
        List<Long> ids = new ArrayList<>();
        String cursor = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Rookery.Page page = rookery.page(reader, limit, cursor);
            ids.addAll(page.ids());
            cursor = page.next();
            if (cursor == null) {
                return ids;
            }
        }
        throw new AssertionError("A walk without end: " + ids);
    }
}
