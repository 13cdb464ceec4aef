package io.rookery.local;

import io.rookery.backends.Ports;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.DataFolder;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for what would keep a stack from running on this machine. */
final class Doctor {

    static final int DEFAULT_PORT = 8080;

    private static final long GIB = 1024L * 1024 * 1024;
    private static final long DISK_NEEDED = 2 * GIB;
    private static final long MEMORY_NEEDED = 3 * GIB;

    private final Path data;
    private final Build build;
    private final Map<String, String> environment;

    Doctor(Path data, Build build, Map<String, String> environment) {
        this.data = data.toAbsolutePath();
        this.build = build;
        this.environment = environment;
    }

    /** One thing looked at. */
    record Finding(boolean good, String subject, String text) {

        @Override
        public String toString() {
            return (good ? "ok    " : "WRONG ") + subject + ": " + text;
        }
    }

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(build());
        findings.addAll(tools());
        findings.add(disk());
        findings.add(memory());
        findings.addAll(stack());
        return findings;
    }

    private static Finding jdk() {
        return new Finding(
                Runtime.version().feature() == 25,
                "JDK",
                Runtime.version() + " in " + System.getProperty("java.home") + ", 25 is needed");
    }

    private Finding build() {
        List<Component> missing = build.missing();
        if (!missing.isEmpty()) {
            return new Finding(
                    false,
                    "build",
                    missing.stream().map(Component::title).toList() + " not built: ./rookery up builds them");
        }
        boolean stale = Boolean.getBoolean("rookery.stale");
        return new Finding(
                true, "build", stale ? "older than the sources: ./rookery up builds it again" : "up to date");
    }

    private List<Finding> tools() {
        return List.of("sh", "tail", "ps", "curl").stream()
                .map(tool ->
                        new Finding(isOnPath(tool), tool, isOnPath(tool) ? "found" : "not on the PATH: install it"))
                .toList();
    }

    private boolean isOnPath(String tool) {
        return Arrays.stream(environment.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private Finding disk() {
        Path existing = existing(data);
        long free = existing.toFile().getUsableSpace();
        return atLeast(DISK_NEEDED, free, "disk", "free under " + existing);
    }

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }

    private static Finding memory() {
        try {
            long available = availableMemory(Files.readAllLines(Path.of("/proc/meminfo")));
            return atLeast(MEMORY_NEEDED, available, "memory", "available");
        } catch (IOException notLinux) {
            return new Finding(true, "memory", "cannot be told here; a stack takes up to " + gib(MEMORY_NEEDED));
        }
    }

    /** The value of the line {@code MemAvailable:   123 kB}. */
    static long availableMemory(List<String> meminfo) {
        return meminfo.stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static Finding atLeast(long needed, long found, String subject, String what) {
        return new Finding(found >= needed, subject, gib(found) + " " + what + ", " + gib(needed) + " are needed");
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }

    private List<Finding> stack() {
        try {
            DataFolder folder = DataFolder.at(data);
            LocalStack stack = LocalStack.of(folder, build, environment);
            boolean running = folder.exists() && stack.isRunning();
            int port = folder.exists() ? stack.gatewayPort().orElse(DEFAULT_PORT) : DEFAULT_PORT;
            String state = folder.exists() ? (running ? "running" : "stopped") : "not made yet";
            return List.of(new Finding(true, "data", data + ", " + state), port(port, running));
        } catch (StackException e) {
            return List.of(new Finding(false, "data", String.valueOf(e.getMessage())), port(DEFAULT_PORT, false));
        }
    }

    private static Finding port(int port, boolean running) {
        if (running) {
            return new Finding(true, "port", port + ", of the running gateway");
        }
        boolean free = Ports.isFree(port);
        return new Finding(
                free, "port", port + (free ? " is free" : " is in use by another program: choose one with --port"));
    }
}
