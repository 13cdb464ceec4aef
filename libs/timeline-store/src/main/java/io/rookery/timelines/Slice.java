package io.rookery.timelines;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

    /** Of several lists as one: as trustworthy as the least of them. */
    public static Slice merge(Collection<Slice> slices) {
        long floor = slices.stream().mapToLong(Slice::floor).max().orElse(0);
        Stream<Long> ids = slices.stream().flatMap(slice -> slice.ids.stream()).filter(id -> id > floor);
        return new Slice(ids.distinct().sorted(Comparator.reverseOrder()).toList(), floor);
    }

    /** Only what lies between the two ids, both exclusive. */
    public Slice between(long after, long before) {
        return new Slice(ids.stream().filter(id -> id > after && id < before).toList(), Math.max(floor, after));
    }
}
