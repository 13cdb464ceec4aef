package io.rookery.local.stack;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the data folder remembers between two commands.
 *
 * @param ports by name; a restart takes them again
 * @param settings the ROOKERY_* variables of the last start, so that one service started alone gets them too
 * @param processes what was started and not stopped since, by component name
 */
record StackState(StackPorts ports, Map<String, String> settings, Map<String, Started> processes) {

    static final StackState NEW = new StackState(StackPorts.NONE, Map.of(), Map.of());

    /** A process by its pid and the moment it started: together they never name another process. */
    record Started(long pid, Instant startedAt) {}

    StackState {
        settings = Map.copyOf(settings);
        processes = Map.copyOf(processes);
    }

    Optional<Started> process(Component component) {
        return Optional.ofNullable(processes.get(component.title()));
    }

    StackState with(Component component, Started started) {
        Map<String, Started> changed = new TreeMap<>(processes);
        changed.put(component.title(), started);
        return new StackState(ports, settings, changed);
    }

    StackState without(Component component) {
        Map<String, Started> changed = new TreeMap<>(processes);
        changed.remove(component.title());
        return new StackState(ports, settings, changed);
    }
}
