package io.rookery.local.chaos.check;

import io.rookery.local.chaos.faults.Fault;
import io.rookery.local.stack.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who failed when, held against what was broken when. Times are milliseconds of the run. */
public final class Availability {

    /**
     * How long after a component is ready again those who need it may fail: circuit breakers stay open for 5 s, and
     * connections are tried again after a pause.
     */
    public static final long MARGIN = 10_000;

    /**
     * How long those may fail who need nothing that is broken: the start of a service takes all of a small machine for some
     * seconds, others are late meanwhile, and a circuit breaker that opens for it stays so for 5 s.
     */
    static final long HICCUP = 6_000;

    private static final long NOT_YET = Long.MAX_VALUE;

    /** A fault, from its beginning until its component answered again. */
    public static final class Outage {

        final Fault fault;
        final long began;
        long ended = NOT_YET;
        /** By kind of request: the longest time without a success that began while this was the last fault. */
        final Map<String, Long> longestFailing = new TreeMap<>();

        private Outage(Fault fault, long began) {
            this.fault = fault;
            this.began = began;
        }

        boolean isOver() {
            return ended != NOT_YET;
        }
    }

    /**
     * A time in which requests of one kind failed and none succeeded.
     *
     * @param op the first that failed
     * @param during the last fault that had begun by then
     */
    record Failing(String kind, Set<Component> needs, long op, long since, Outage during) {}

    private final List<Outage> outages = new ArrayList<>();
    private final Map<String, Failing> failing = new HashMap<>();
    private final Map<String, Long> lastSuccess = new HashMap<>();

    void began(Fault fault, long at) {
        outages.add(new Outage(fault, at));
    }

    void ended(Fault fault, long at) {
        outages.stream()
                .filter(outage -> outage.ended == NOT_YET && outage.fault.equals(fault))
                .forEach(outage -> outage.ended = at);
    }

    /** Whether a request between these moments needed something that was broken, or only just repaired. */
    boolean excused(Set<Component> needs, long asked, long answered) {
        return troubles(needs).anyMatch(outage -> outage.began <= answered && asked <= repaired(outage));
    }

    /** Whoever only remembers may forget, and nobody notices. */
    private Stream<Outage> troubles(Set<Component> needs) {
        return outages.stream()
                .filter(outage -> !(outage.fault instanceof Fault.Flush))
                .filter(outage -> needs.contains(outage.fault.component()));
    }

    private static long repaired(Outage outage) {
        return outage.isOver() ? outage.ended + MARGIN : NOT_YET;
    }

    /** Before the first fault everything is cold, and nothing is measured. */
    void failed(Action action, long op, long asked) {
        if (!outages.isEmpty()) {
            String kind = action.kind();
            long since = Math.max(asked, lastSuccess.getOrDefault(kind, 0L));
            failing.putIfAbsent(kind, new Failing(kind, action.needs(), op, since, outages.getLast()));
        }
    }

    /** Returns the failing time that this ends, if it was longer than what was broken explains. */
    Optional<Failing> succeeded(Action action, long at) {
        lastSuccess.put(action.kind(), at);
        return Optional.ofNullable(failing.remove(action.kind())).filter(over -> isTooLong(over, at));
    }

    /** The history ends: returns what was still failing then, for longer than what was broken explains. */
    List<Failing> finish(long at) {
        List<Failing> last =
                failing.values().stream().filter(over -> isTooLong(over, at)).toList();
        failing.clear();
        return last;
    }

    private boolean isTooLong(Failing over, long at) {
        over.during().longestFailing.merge(over.kind(), at - over.since(), Math::max);
        long unexplained = 0;
        long position = over.since();
        // In the order of their beginnings
        for (Outage outage : troubles(over.needs()).toList()) {
            unexplained += Math.max(0, Math.min(outage.began, at) - position);
            position = Math.max(position, repaired(outage));
        }
        unexplained += Math.max(0, at - position);
        return unexplained > HICCUP;
    }

    List<Outage> outages() {
        return List.copyOf(outages);
    }
}
