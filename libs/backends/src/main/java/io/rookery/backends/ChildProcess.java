package io.rookery.backends;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A started process known by its pid; another JVM can attach to it again. It outlives the JVM that started it. */
public final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(30);

    /** Positions in {@code /proc/<pid>/stat} (man proc_pid_stat), counted from the first field after the name. */
    private static final int STAT_STATE = 0;

    private static final int STAT_THREADS = 17;

    private static final int LOG_LINES = 20;
    private static final int LOG_TAIL_BYTES = 16 * 1024;

    /** Start times are counted from the boot time, which moves when the clock is set. */
    private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(5);

    private final String name;
    private final ProcessHandle handle;
    private final Instant startedAt;
    private final @Nullable Path log;

    private ChildProcess(String name, ProcessHandle handle, Instant startedAt, @Nullable Path log) {
        this.name = name;
        this.handle = handle;
        this.startedAt = startedAt;
        this.log = log;
    }

    /**
     * Starts a process in a session of its own where {@code setsid} exists, so that a Ctrl-C meant for this JVM does
     * not reach it. Its input is empty, its output is appended to the log.
     *
     * @throws StartFailedException if the command cannot be run
     */
    public static ChildProcess start(Launch launch) {
        try {
            Files.createDirectories(launch.directory());
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(ownSession(launch.command()))
                    .directory(launch.directory().toFile())
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            ProcessHandle handle = builder.start().toHandle();
            Instant startedAt = handle.info().startInstant().orElseGet(Instant::now);
            return new ChildProcess(launch.name(), handle, startedAt, launch.log());
        } catch (IOException failed) {
            throw new StartFailedException(launch.name() + " could not be started: " + failed.getMessage(), failed);
        }
    }

    /** The running process with this pid; empty if it is gone or if another process has that pid now. */
    public static Optional<ChildProcess> attach(long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(handle -> handle.info()
                        .startInstant()
                        .filter(actual ->
                                Duration.between(actual, startedAt).abs().compareTo(START_TIME_TOLERANCE) < 0)
                        .isPresent())
                .map(handle -> new ChildProcess("process " + pid, handle, startedAt, null))
                .filter(ChildProcess::isAlive);
    }

    public long pid() {
        return handle.pid();
    }

    /** When the process began, as the operating system says. With the pid it identifies the process. */
    public Instant startedAt() {
        return startedAt;
    }

    public boolean isAlive() {
        return isAlive(handle);
    }

    /**
     * Waits until the process is ready. One that is not in time is killed. A server of somebody else on the same port
     * could answer in its place: make sure that {@link Ports#isFree} before the start.
     *
     * @throws StartFailedException with the last lines of the log, if the process ended or was not ready in time
     */
    public void awaitReady(BooleanSupplier ready, Duration timeout) {
        long start = System.nanoTime();
        while (isAlive()) {
            if (ready.getAsBoolean() && isAlive()) {
                return;
            }
            if (System.nanoTime() - start > timeout.toNanos()) {
                kill();
                throw new StartFailedException(
                        name + " was not ready within " + timeout.toSeconds() + " s" + lastLogLines());
            }
            if (Thread.currentThread().isInterrupted()) {
                kill();
                throw new StartFailedException(name + " was interrupted while it was starting");
            }
            pause();
        }
        throw new StartFailedException(name + " ended while it was starting" + lastLogLines());
    }

    /**
     * Asks the process to end and waits for it and for all processes it started; kills what is left after the grace.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration grace) {
        List<ProcessHandle> family = family();
        // PostgreSQL waits for its clients on SIGTERM but not on SIGINT; all others take both alike. SIGINT goes first:
        // as a second signal it would make Redis leave without saving.
        interrupt();
        handle.destroy();
        boolean ended = awaitEnd(family, grace);
        if (!ended) {
            kill(family);
        }
        return ended;
    }

    /** Kills the process, and all processes it started, at once (SIGKILL) and waits until they are gone. */
    public void kill() {
        kill(family());
    }

    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(handle), handle.descendants()).toList();
    }

    private static void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        if (!awaitEnd(family, KILL_TIMEOUT)) {
            throw new IllegalStateException("Survived SIGKILL: " + family);
        }
    }

    private void interrupt() {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitEnd(List<ProcessHandle> family, Duration timeout) {
        long start = System.nanoTime();
        while (family.stream().anyMatch(ChildProcess::isAlive)) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Unlike the handle, does not take a process for alive that ended and whose end nobody has looked at. */
    static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && !isZombie(handle.pid());
    }

    /**
     * A process that ended but whose parent, which may be this machine's init, has not taken notice. One whose first
     * thread ended looks the same, but still has its ports while the other threads are being killed.
     */
    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return fields[STAT_STATE].equals("Z") && Integer.parseInt(fields[STAT_THREADS]) <= 1;
        } catch (IOException noProcFileSystemOrNoProcess) {
            return false;
        }
    }

    private String lastLogLines() {
        return log == null ? "" : lastLines(log);
    }

    /** The end of a log as the end of a message. */
    static String lastLines(Path log) {
        try {
            List<String> lines = tail(log).lines().toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
            return last.stream().collect(joining("\n    ", "; the end of " + log + ":\n    ", ""));
        } catch (IOException unreadable) {
            return "; its log cannot be read: " + unreadable.getMessage();
        }
    }

    private static String tail(Path file) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(Math.max(0, content.length() - LOG_TAIL_BYTES));
            byte[] tail = new byte[(int) (content.length() - content.getFilePointer())];
            content.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        }
    }

    private static List<String> ownSession(List<String> command) {
        return Machine.program("setsid")
                .map(setsid -> Stream.concat(Stream.of(setsid.toString()), command.stream())
                        .toList())
                .orElse(command);
    }

    private static void pause() {
        LockSupport.parkNanos(POLL.toNanos());
    }
}
