package io.rookery.tweet.engagements;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several changes of one tweet as one: as if they were made one after the other, written as the difference they make
 * together.
 *
 * @param seenVersion the plan holds for this version only
 * @param newVersion by which it is known again whether it was carried out
 * @param counts of all kinds afterwards
 * @param entries of the members of the changes afterwards
 * @param added members and their new entries
 * @param removed members and the entries they had; one whose entry changes is in both
 * @param results of each change, in their order
 */
record Plan(
        @Nullable Long seenVersion,
        long newVersion,
        Map<Kind, Integer> counts,
        Map<Member, Long> entries,
        Map<Member, Long> added,
        Map<Member, Long> removed,
        List<Engagements.Count> results) {

    /** @param seen with the entries of all members of the changes */
    static Plan of(Snapshot seen, long newVersion, List<Change> changes) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        counts.putAll(seen.counts());
        Map<Member, Long> entries = new HashMap<>(seen.entries());
        List<Engagements.Count> results = new ArrayList<>();
        for (Change change : changes) {
            results.add(apply(change, seen.gone(), counts, entries));
        }
        Map<Member, Long> added = new HashMap<>(entries);
        added.entrySet().removeAll(seen.entries().entrySet());
        Map<Member, Long> removed = new HashMap<>(seen.entries());
        removed.entrySet().removeAll(entries.entrySet());
        return new Plan(seen.version(), newVersion, counts, entries, added, removed, results);
    }

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    boolean changesNothing() {
        return added.isEmpty() && removed.isEmpty();
    }

    private static Engagements.Count apply(
            Change change, boolean gone, Map<Kind, Integer> counts, Map<Member, Long> entries) {
        Member member = change.member();
        Long before = entries.get(member);
        switch (change) {
            case Change.Add add -> {
                if (!gone) {
                    entries.putIfAbsent(member, add.entryId());
                }
            }
            case Change.Remove remove -> {
                if (remove.entryId() == null || remove.entryId().equals(before)) {
                    entries.remove(member);
                }
            }
        }
        Long after = entries.get(member);
        int difference = (after == null ? 0 : 1) - (before == null ? 0 : 1);
        int count = counts.merge(member.kind(), difference, Integer::sum);
        return new Engagements.Count(after == null ? 0 : after, count, !Objects.equals(before, after));
    }
}
