package io.rookery.model;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;

/** Histories that are played at the same time, each in a world of its own: while one waits for the worker, others go on. */
record Round(List<History> histories) {

    static final Executor EACH = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    /** A history alone is played so many times: what needs a race has more chances. */
    private static final int COPIES = 4;

    static void play(History history) {
        new Round(List.of(history)).play();
    }

    void play() {
        Rookery rookery = Rookery.running();
        List<History> played = histories.size() == 1 ? Collections.nCopies(COPIES, histories.getFirst()) : histories;
        Phaser deaths = new Phaser((int) played.stream().filter(Round::dies).count()) {
            @Override
            protected boolean onAdvance(int phase, int registered) {
                if (registered > 0) {
                    rookery.restartWorker(registered);
                }
                return registered == 0;
            }
        };
        List<CompletableFuture<Void>> players = played.stream()
                .map(history -> CompletableFuture.runAsync(() -> play(history, deaths), EACH))
                .toList();
        try {
            CompletableFuture.allOf(players.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            // All failures are one kind: a shorter history may fail in another way, and is as good
            throw new AssertionError(failed.getCause().getMessage(), failed.getCause());
        }
    }

    private static void play(History history, Phaser deaths) {
        try {
            new Player(deaths).play(history);
        } finally {
            if (dies(history)) {
                deaths.arriveAndDeregister();
            }
        }
    }

    private static boolean dies(History history) {
        return history.steps().stream().anyMatch(Step.Restart.class::isInstance);
    }

    @Override
    public String toString() {
        return String.join("\n", histories.stream().map(History::toString).toList());
    }
}
