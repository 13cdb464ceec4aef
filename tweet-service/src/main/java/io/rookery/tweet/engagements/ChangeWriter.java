package io.rookery.tweet.engagements;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.counts.CountEvents;
import io.rookery.tweet.engagements.UserEngagementsRepository.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Makes changes of one tweet: reads, plans, and writes under the condition that nothing changed meanwhile, until it did
 * not.
 *
 * <p><b>When Cassandra does not say whether a write was made</b> (a timeout), a serial read settles it and shows one of
 * three versions: the new one, so it was made; the old one, so it was not and never will be; another one, when some other
 * instance wrote since. Then what should be gone and is not is asked for again. But what should be there and is not may
 * have been there and been removed by that other, so it must not be added again; it is answered 503 and the caller, if
 * it still wants it, comes with a new entry.
 *
 * <p><b>Why no row of a user's own list is ever missing.</b> The row of an entry is written and acknowledged before the
 * entry is proposed to the tweet's partition. It is deleted only when the partition was seen without the entry, by a
 * write or a serial read that made sure of it, and after its last proposal. From then on the entry stays away: each
 * proposal is for one version, versions do not come back, entries are new for each call, and by the rule above an entry
 * that may have been there is not proposed again. Whoever dies in between leaves a row too many, which {@link
 * Engagements#byUser} does not show.
 */
@Component
class ChangeWriter {

    private static final Logger log = LoggerFactory.getLogger(ChangeWriter.class);

    /** How long a forgotten tweet stays known as such: longer than any request that found it is under way. */
    private static final Duration GONE = Duration.ofDays(1);

    private static final long MIN_PAUSE_NANOS = Duration.ofMillis(2).toNanos();
    private static final long MAX_PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final EngagementsRepository repository;
    private final UserEngagementsRepository byUser;
    private final EngagementsProperties settings;
    private final EngagementsMetrics metrics;
    private final CountEvents counts;

    ChangeWriter(
            EngagementsRepository repository,
            UserEngagementsRepository byUser,
            EngagementsProperties settings,
            EngagementsMetrics metrics,
            CountEvents counts) {
        this.repository = repository;
        this.byUser = byUser;
        this.settings = settings;
        this.metrics = metrics;
        this.counts = counts;
    }

    static ServiceUnavailableException mayHaveBeenMade() {
        return new ServiceUnavailableException("It took too long to store this; it may have been stored.");
    }

    /** Ends when all are completed, or when nobody has the patience to wait any more. */
    void write(long tweetId, List<PendingChange> changes) {
        new Attempts(tweetId, changes).run();
    }

    /** Removes all a tweet has, and keeps late ones out. */
    void forget(long tweetId) {
        long end = System.nanoTime() + settings.patience().toNanos();
        for (int attempt = 0; System.nanoTime() - end < 0; attempt++) {
            Snapshot seen = repository.read(tweetId, Set.of(), attempt > 0);
            if (seen.gone() || repository.forget(tweetId, seen.version(), newVersion(), GONE)) {
                return;
            }
            metrics.conflict();
            pause(attempt);
        }
        throw mayHaveBeenMade();
    }

    private static long newVersion() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** With jitter, so that instances that met once do not meet again. */
    private static void pause(int attempt) {
        long longest = Math.min(MIN_PAUSE_NANOS << Math.min(attempt, 10), MAX_PAUSE_NANOS);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest) + 1);
    }

    /** The attempts to make one batch of changes. */
    private final class Attempts {

        private final long tweetId;
        private List<PendingChange> left;
        private final long end = System.nanoTime() + settings.patience().toNanos();
        /** Rows of users' lists that were written for entries, whether they got into the partition or not. */
        private final Set<Listing> listed = new HashSet<>();
        /** What was tried last, if it is not known whether it was made. */
        private @Nullable Plan unknown;

        private boolean serially;

        Attempts(long tweetId, List<PendingChange> changes) {
            this.tweetId = tweetId;
            this.left = changes;
        }

        void run() {
            DataAccessException failure = null;
            for (int attempt = 0; System.nanoTime() - end < 0; attempt++) {
                try {
                    if (attempt()) {
                        return;
                    }
                } catch (DataAccessException e) {
                    if (e.getCause() instanceof AllNodesFailedException) {
                        throw e; // away, not just slow
                    }
                    failure = e;
                    serially = true;
                    metrics.unknown();
                }
                pause(attempt);
            }
            ServiceUnavailableException late = mayHaveBeenMade();
            if (failure != null) {
                late.addSuppressed(failure);
            }
            throw late;
        }

        /** @return whether all is done */
        private boolean attempt() {
            Snapshot seen = repository.read(tweetId, members(), serially);
            Plan tried = unknown;
            unknown = null;
            if (tried != null && Objects.equals(seen.version(), tried.newVersion())) {
                completed(tried);
                return true;
            }
            if (tried != null && !Objects.equals(seen.version(), tried.seenVersion())) {
                giveUpWhatMayHaveBeenRemoved(seen);
            }
            Plan plan = Plan.of(
                    seen, newVersion(), left.stream().map(PendingChange::change).toList());
            if (plan.changesNothing()) {
                if (serially) {
                    completed(plan);
                    return true;
                }
                // Somebody's change of unknown outcome must not come true after we said that there is nothing to do
                serially = true;
                return false;
            }
            Set<Listing> toList = Listing.of(plan.added());
            listed.addAll(toList);
            byUser.insert(tweetId, toList);
            unknown = plan;
            boolean made = repository.write(tweetId, plan);
            unknown = null;
            if (made) {
                completed(plan);
            } else {
                metrics.conflict();
            }
            return made;
        }

        private List<Member> members() {
            return left.stream()
                    .map(pending -> pending.change().member())
                    .distinct()
                    .toList();
        }

        private void giveUpWhatMayHaveBeenRemoved(Snapshot seen) {
            List<PendingChange> stays = new ArrayList<>();
            for (PendingChange pending : left) {
                if (pending.change() instanceof Change.Add add
                        && !seen.entries().containsKey(add.member())) {
                    pending.result().completeExceptionally(mayHaveBeenMade());
                } else {
                    stays.add(pending);
                }
            }
            left = stays;
        }

        private void completed(Plan plan) {
            for (int i = 0; i < left.size(); i++) {
                left.get(i).result().complete(plan.results().get(i));
            }
            metrics.written(plan.results().size());
            if (!plan.changesNothing()) {
                counts.changed(
                        tweetId,
                        plan.count(Kind.LIKE),
                        plan.count(Kind.RETWEET),
                        plan.count(Kind.REPLY),
                        plan.count(Kind.QUOTE));
            }
            unlist(plan);
        }

        /** Only to tidy up: what is left over is not shown. */
        private void unlist(Plan plan) {
            listed.addAll(Listing.of(plan.removed()));
            listed.removeAll(Listing.of(plan.entries()));
            try {
                byUser.delete(listed);
            } catch (DataAccessException e) {
                log.atInfo()
                        .setMessage("Rows of users' lists were left over")
                        .addKeyValue("reason", String.valueOf(e))
                        .log();
            }
        }
    }
}
