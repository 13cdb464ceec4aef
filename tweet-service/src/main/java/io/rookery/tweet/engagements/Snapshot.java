package io.rookery.tweet.engagements;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tweet's partition said.
 *
 * @param version another random number after each change; null before the first one
 * @param gone the tweet was deleted
 * @param counts without an entry where nobody ever was
 * @param entries of those members that were asked for and are there
 */
record Snapshot(@Nullable Long version, boolean gone, Map<Kind, Integer> counts, Map<Member, Long> entries) {

    static final Snapshot NONE = new Snapshot(null, false, Map.of(), Map.of());
}
