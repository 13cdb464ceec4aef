package io.rookery.tweet.threads;

import io.rookery.defaults.problem.ServiceUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once and waits for all of them. */
public final class SideBySide {

    private SideBySide() {}

    /** @throws RuntimeException the first one of those that failed; the others are done */
    public static void run(List<Runnable> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable task : tasks) {
                running.add(threads.submit(task));
            }
            for (Future<?> task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException("The server is stopping.");
        }
    }
}
