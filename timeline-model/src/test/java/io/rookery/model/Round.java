package io.rookery.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;

/** Histories that are played at the same time, each in a world of its own: while one waits for the worker, others go on. */
record Round(List<History> histories) {

    static final int AT_ONCE = 40;

    /** Platform threads: who waits for Rookery to start would keep its virtual ones from running. */
    static final ExecutorService EACH =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    /** A failure that needs a race may stay away. */
    private static final int CHANCES = 3;

    private record Failure(History history, Throwable reason) {}

    /** Fails with the shortest history that is found to fail. */
    void play() {
        shortest(failures()).map(Round::shrunk).ifPresent(failure -> {
            throw new AssertionError(failure.history + "\n" + failure.reason.getMessage(), failure.reason);
        });
    }

    private static Failure shrunk(Failure failure) {
        Failure shrunk = failure;
        for (int chances = CHANCES; chances > 0; ) {
            Optional<Failure> shorter = shortest(shorter(shrunk.history).failures());
            chances = shorter.isPresent() ? CHANCES : chances - 1;
            shrunk = shorter.orElse(shrunk);
        }
        return shrunk;
    }

    /** The history without its first half, its second, without each quarter and so on down to each step; played all at once. */
    private static Round shorter(History history) {
        List<Step> steps = history.steps();
        List<History> shorter = new ArrayList<>();
        for (int size = (steps.size() + 1) / 2; size > 0; size /= 2) {
            for (int from = 0; from < steps.size(); from += size) {
                List<Step> rest = new ArrayList<>(steps);
                rest.subList(from, Math.min(from + size, steps.size())).clear();
                shorter.add(new History(rest));
            }
        }
        return new Round(shorter);
    }

    private static Optional<Failure> shortest(List<Failure> failures) {
        return failures.stream()
                .min(Comparator.comparing(failure -> failure.history.steps().size()));
    }

    private List<Failure> failures() {
        Rookery rookery = Rookery.running();
        List<History> played = played();
        Phaser deaths = new Phaser((int) played.stream().filter(Round::dies).count()) {
            @Override
            protected boolean onAdvance(int phase, int registered) {
                if (registered > 0) {
                    rookery.restartWorker(registered);
                }
                return registered == 0;
            }
        };
        return played.stream()
                .map(history -> CompletableFuture.supplyAsync(() -> play(history, deaths), EACH))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Few are played several times each: what needs a race, or a busy worker, has its chances. */
    private List<History> played() {
        return Collections.nCopies(Math.ceilDiv(AT_ONCE, histories.size()), histories).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static @Nullable Failure play(History history, Phaser deaths) {
        try {
            new Player(deaths).play(history);
            return null;
        } catch (RuntimeException | AssertionError e) {
            return new Failure(history, e);
        } finally {
            if (dies(history)) {
                deaths.arriveAndDeregister();
            }
        }
    }

    private static boolean dies(History history) {
        return history.steps().stream().anyMatch(Step.Restart.class::isInstance);
    }

    /** Which of them failed, the failure says. */
    @Override
    public String toString() {
        return histories.size() + " histories";
    }
}
