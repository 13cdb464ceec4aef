package io.rookery.timelines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Part of a list of tweet ids, and how far down it can be trusted.
 *
 * @param ids newest first, no id twice, all above {@code floor}
 * @param floor every id of the list above this one (and below what was asked for) is among {@code ids}; 0 if there are no
 *     others at all
 */
public record Slice(List<Long> ids, long floor) {

    public static final Slice EMPTY = new Slice(List.of(), 0);

    public Slice {
        ids = List.copyOf(ids);
    }

    /** Of one source that was asked for {@code limit} ids: a full answer ends at its oldest id, a shorter one is all. */
    public static Slice of(List<Long> ids, int limit) {
        return ids.size() < limit ? new Slice(ids, 0) : new Slice(ids, ids.getLast() - 1);
    }

    /**
     * The newest {@code limit} ids of several lists as one, as trustworthy as the least of them. What it costs depends on how
     * many lists there are, hardly on how long they are.
     */
    public static Slice merge(Collection<Slice> slices, int limit) {
        long floor = slices.stream().mapToLong(Slice::floor).max().orElse(0);
        Queue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::id).reversed());
        for (Slice slice : slices) {
            if (!slice.ids.isEmpty()) {
                heads.add(new Head(slice.ids, 0));
            }
        }
        List<Long> merged = new ArrayList<>();
        for (Head head = heads.poll(); head != null && head.id() > floor; head = heads.poll()) {
            if (merged.isEmpty() || !merged.getLast().equals(head.id())) {
                if (merged.size() == limit) {
                    return new Slice(merged, merged.getLast() - 1);
                }
                merged.add(head.id());
            }
            if (head.index + 1 < head.ids.size()) {
                heads.add(new Head(head.ids, head.index + 1));
            }
        }
        return new Slice(merged, floor);
    }

    /** Where a list stands that is being merged. */
    private record Head(List<Long> ids, int index) {

        Long id() {
            return ids.get(index);
        }
    }

    /** Only what lies between the two ids, both exclusive. */
    public Slice between(long after, long before) {
        int first = position(before - 1);
        return new Slice(ids.subList(first, Math.max(first, position(after))), Math.max(floor, after));
    }

    /** How many of the ids are above this one. */
    private int position(long id) {
        int found = Collections.binarySearch(ids, id, Comparator.reverseOrder());
        return found >= 0 ? found : -found - 1;
    }
}
