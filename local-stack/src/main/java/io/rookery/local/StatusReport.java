package io.rookery.local;

import io.rookery.local.stack.ComponentStatus;
import io.rookery.local.stack.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The state of a stack as people and as programs read it.
 *
 * @param memoryBytes of all components
 */
record StatusReport(String url, String data, boolean ready, long memoryBytes, List<ComponentStatus> components) {

    private static final String ROW = "%-17s %-8s %8s %6s %9s%n";

    static StatusReport of(URI url, Path data, List<ComponentStatus> components) {
        return new StatusReport(
                url.toString(),
                data.toString(),
                components.stream().allMatch(ComponentStatus::ready),
                components.stream().mapToLong(ComponentStatus::memoryBytes).sum(),
                components);
    }

    String json() {
        return Json.MAPPER.writeValueAsString(this);
    }

    String table() {
        StringBuilder table = new StringBuilder(row("COMPONENT", "STATE", "PID", "PORT", "MEMORY"));
        for (ComponentStatus component : components) {
            Long pid = component.pid();
            table.append(row(
                    component.name(),
                    state(component),
                    pid == null ? "-" : pid.toString(),
                    Integer.toString(component.port()),
                    pid == null ? "-" : mebibytes(component.memoryBytes())));
        }
        return table.append(row("", "", "", "", mebibytes(memoryBytes)))
                .append(url)
                .toString();
    }

    private static String state(ComponentStatus component) {
        if (component.pid() == null) {
            return "stopped";
        }
        return component.ready() ? "ready" : "unready";
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }

    private static String mebibytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }
}
