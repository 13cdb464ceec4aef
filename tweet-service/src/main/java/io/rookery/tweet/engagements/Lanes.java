package io.rookery.tweet.engagements;

import io.rookery.defaults.problem.ServiceUnavailableException;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Where the changes of one tweet meet that come at the same time: while one batch is written, those that come wait, and
 * are the next batch. A tweet that ten thousand like at once costs a hundred batches, not ten thousand that fight each
 * other. A lane is there as long as something is in it.
 */
@Component
class Lanes {

    private final ChangeWriter writer;
    private final EngagementsProperties settings;
    private final EngagementsMetrics metrics;

    private final Map<Long, List<PendingChange>> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("engagements-", 0).factory());

    Lanes(ChangeWriter writer, EngagementsProperties settings, EngagementsMetrics metrics) {
        this.writer = writer;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Makes the change and waits for it.
     *
     * @throws ServiceUnavailableException if too many wait already, or if it takes too long; it may be made yet then
     * @throws org.springframework.dao.DataAccessException if Cassandra failed; it may have been made
     */
    Engagements.Count change(long tweetId, Change change) {
        PendingChange pending = new PendingChange(change);
        enter(tweetId, pending);
        try {
            return pending.result().get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.result().cancel(false);
            throw ChangeWriter.mayHaveBeenMade();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChangeWriter.mayHaveBeenMade();
        }
    }

    /** What is in the lanes is written; after a while the rest is not. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void enter(long tweetId, PendingChange pending) {
        lanes.compute(tweetId, (_, lane) -> {
            if (lane == null) {
                open(tweetId);
                lane = new ArrayList<>();
            } else if (lane.size() >= settings.queue()) {
                metrics.refused();
                throw new ServiceUnavailableException("Too many react to this tweet at once.");
            }
            lane.add(pending);
            return lane;
        });
    }

    private void open(long tweetId) {
        try {
            threads.execute(() -> drain(tweetId));
        } catch (RejectedExecutionException e) {
            throw new ServiceUnavailableException("The server is stopping.");
        }
    }

    private void drain(long tweetId) {
        for (List<PendingChange> batch = next(tweetId); !batch.isEmpty(); batch = next(tweetId)) {
            try {
                writer.write(tweetId, batch);
            } catch (Throwable e) { // nobody must wait for a lane that has died
                for (PendingChange change : batch) {
                    change.result().completeExceptionally(e);
                }
            }
        }
    }

    /** Those that wait, at most a batch; if there are none, there is no lane from then on. */
    private List<PendingChange> next(long tweetId) {
        List<PendingChange> batch = new ArrayList<>();
        lanes.computeIfPresent(tweetId, (_, lane) -> {
            List<PendingChange> taken = lane.subList(0, Math.min(settings.batch(), lane.size()));
            batch.addAll(taken);
            taken.clear();
            lane.removeIf(PendingChange::isGivenUp);
            return batch.isEmpty() ? null : lane;
        });
        return batch;
    }
}
