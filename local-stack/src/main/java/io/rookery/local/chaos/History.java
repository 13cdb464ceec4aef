package io.rookery.local.chaos;

import io.rookery.local.chaos.check.Checker;
import io.rookery.local.chaos.check.Event;
import io.rookery.local.chaos.check.Verdict;
import io.rookery.local.chaos.check.Violation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts what happens into one order: a line in a file for people, and at once to the checker, so that a long run needs
 * disk (about 35 MB an hour) and no memory.
 */
final class History implements AutoCloseable {

    private static final int FIRST_LINES = 6;
    private static final int LAST_LINES = 10;
    private static final Pattern MANY_IDS = Pattern.compile("\\[\\d+( \\d+)+]");
    private static final Duration FAULTS_BEFORE = Duration.ofMinutes(1);

    private final Path file;
    private final BufferedWriter writer;
    private final Checker checker;
    private final LongSupplier nanos;
    private final long start;
    private long ops;

    /** @param nanos a clock like {@link System#nanoTime} */
    History(Path file, Checker checker, LongSupplier nanos) {
        this.file = file;
        this.checker = checker;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        try {
            this.writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number for something new that is wanted. */
    synchronized long newOp() {
        return ++ops;
    }

    synchronized void record(Event event) {
        long at = now();
        try {
            writer.write(String.format(Locale.ROOT, "%9.3f %s%n", at / 1000.0, event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checker.accept(at, event);
    }

    private long now() {
        return Duration.ofNanos(nanos.getAsLong() - start).toMillis();
    }

    /** Whether nothing failed for so long. */
    synchronized boolean isCalmSince(Duration duration) {
        return now() - checker.lastFailure() >= duration.toMillis();
    }

    synchronized boolean isComplete() {
        return checker.isComplete();
    }

    synchronized Verdict verdict() {
        return checker.verdict();
    }

    /** The lines that tell how a violation came about: the first few and the last few with one of its words. */
    synchronized List<String> of(Violation violation) {
        try {
            writer.flush();
            try (Stream<String> lines = Files.lines(file)) {
                List<String> about = lines.filter(line -> tells(line, violation))
                        .map(line -> shortened(line, violation))
                        .toList();
                if (about.size() <= FIRST_LINES + LAST_LINES) {
                    return about;
                }
                List<String> some = new ArrayList<>(about.subList(0, FIRST_LINES));
                some.add("      ... " + (about.size() - FIRST_LINES - LAST_LINES) + " more");
                some.addAll(about.subList(about.size() - LAST_LINES, about.size()));
                return some;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean tells(String line, Violation violation) {
        if (line.contains(" --- ")) {
            return at(line) <= violation.at() && at(line) > violation.at() - FAULTS_BEFORE.toMillis();
        }
        return violation.about().stream().anyMatch(line::contains) && at(line) <= violation.at();
    }

    private static long at(String line) {
        return Math.round(Double.parseDouble(line.strip().split(" ", 2)[0]) * 1000);
    }

    /** Of many tweets only those it is about. */
    private static String shortened(String line, Violation violation) {
        return MANY_IDS.matcher(line).replaceAll(ids -> {
            String shown = Stream.of(ids.group().replaceAll("[\\[\\]]", "").split(" "))
                    .filter(violation.about()::contains)
                    .collect(Collectors.joining(" "));
            return "[" + (shown.isEmpty() ? "others" : shown + " and others") + "]";
        });
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
