package io.rookery.timelines;

/** What Redis knows of a reader's timeline. */
public sealed interface StoredTimeline {

    /** The part that was asked for. */
    record Ready(Slice slice) implements StoredTimeline {}

    /** Somebody is rebuilding it at this moment. */
    record Building() implements StoredTimeline {}

    /** Nobody read it for long, or Redis lost it. */
    record Missing() implements StoredTimeline {}
}
