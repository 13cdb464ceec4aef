package io.rookery.local.stack;

import io.rookery.backends.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Measures how much memory a process and its children hold. */
final class MemoryUse {

    private MemoryUse() {}

    /** Proportional share where Linux tells it (shared pages counted once over all processes), else resident size. */
    static long bytes(ChildProcess process) {
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .mapToLong(handle -> bytes(handle.pid()))
                .sum();
    }

    private static long bytes(long pid) {
        try {
            return proportional(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
        } catch (IOException notLinuxOrNotOurs) {
            return resident(pid);
        }
    }

    /** The value of the line {@code Pss:   123 kB}. */
    static long proportional(List<String> smapsRollup) {
        return smapsRollup.stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long resident(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kilobytes.isEmpty() ? 0 : 1024 * Long.parseLong(kilobytes);
        } catch (IOException noPs) {
            return 0;
        }
    }
}
