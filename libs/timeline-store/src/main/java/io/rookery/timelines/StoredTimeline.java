package io.rookery.timelines;

import java.util.List;

/** What Redis knows of a reader's timeline. */
public sealed interface StoredTimeline {

    /**
     * @param slice the part that was asked for
     * @param pulledIds followees whose tweets are left to pull, perhaps also some who are not followed any more
     */
    record Ready(Slice slice, List<Long> pulledIds) implements StoredTimeline {}

    /** Somebody is rebuilding it at this moment. */
    record Building() implements StoredTimeline {}

    /** Nobody read it for long, or Redis lost it. */
    record Missing() implements StoredTimeline {}
}
