package io.rookery.local;

import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processes of a stack, as the operating system sees them. */
final class Processes {

    /** In {@code /proc/<pid>/stat}, counted from the first field after the name (man proc_pid_stat). */
    private static final int USER_TICKS = 11;

    private static final long MICROS_OF_A_TICK = 10_000;

    private Processes() {}

    static long pid(LocalStack stack, Component component) {
        return stack.status().stream()
                .filter(status -> status.name().equals(component.title()))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** User and system time of a component's processes so far, in microseconds; Linux only. */
    static long cpuMicros(LocalStack stack, Component component) {
        ProcessHandle process = ProcessHandle.of(pid(stack, component)).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> cpuMicros(each.pid()))
                .sum();
    }

    private static long cpuMicros(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) * MICROS_OF_A_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it hangs: it keeps its connections, and does nothing. */
    static void freeze(LocalStack stack, Component component) {
        signal("STOP", stack, component);
    }

    static void goOn(LocalStack stack, Component component) {
        signal("CONT", stack, component);
    }

    private static void signal(String name, LocalStack stack, Component component) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid(stack, component)))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
