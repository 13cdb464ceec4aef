package io.rookery.model;

/** One step of a history. Users are numbers from 0; tweets and events are counted back from the latest, modulo how many there are. */
sealed interface Step {

    record Follow(int reader, int author) implements Step {}

    record Unfollow(int reader, int author) implements Step {}

    /** Ends the follows between the two. */
    record Block(int user, int other) implements Step {}

    record Unblock(int user, int other) implements Step {}

    record Mute(int user, int other) implements Step {}

    record Unmute(int user, int other) implements Step {}

    record Post(int author) implements Step {}

    record Retweet(int user, int tweet) implements Step {}

    record Delete(int tweet) implements Step {}

    /** The author reaches the push limit. */
    record Pull(int author) implements Step {}

    /** The author falls below the push limit. */
    record PushAgain(int author) implements Step {}

    /** An event comes twice. */
    record Repeat(int event) implements Step {}

    /** The next event is late: until {@link Release} or {@link Drain}. */
    record Delay() implements Step {}

    /** The late events come, the last one first. */
    record Release() implements Step {}

    /** Redis loses all it has. */
    record Flush() implements Step {}

    /** Redis evicts one key of a user. */
    record Evict(int user, Key key) implements Step {}

    /** What Redis keeps of a user. */
    enum Key {
        TIMELINE,
        OLDER,
        PULLED,
        AUTHORED
    }

    /** tweet-service does not reach timeline-service when a tweet is posted, until {@link Drain}. */
    record Untold() implements Step {}

    /** The worker's nth call from now fails before it has an effect: the worker has to begin again. */
    record FailCall(int nth) implements Step {}

    /** The worker's nth call from now has its effect, but the answer is lost. */
    record LoseAnswer(int nth) implements Step {}

    /** The worker dies and starts again; what it did last was not committed, and comes again. */
    record Restart() implements Step {}

    /** A reader reads the next page of a walk, or begins one. */
    record Page(int reader, int limit) implements Step {}

    /**
     * A reader asks for a first page, and the nth answer that timeline-service needs because Redis has no such timeline stays on
     * its way while the history goes on: until the next such page, or until the worker was waited for.
     */
    record SlowPage(int reader, int limit, int nth) implements Step {}

    /** A reader asks what came since the first page. */
    record Poll(int reader, int limit) implements Step {}

    /** The worker is waited for; then everybody's walk, by pages of so many, shows what the oracle says. */
    record Drain(int limit) implements Step {}
}
