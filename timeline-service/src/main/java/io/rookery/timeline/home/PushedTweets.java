package io.rookery.timeline.home;

import io.rookery.defaults.problem.Infrastructure;
import io.rookery.timeline.lag.Lag;
import io.rookery.timelines.Slice;
import io.rookery.timelines.StoredTimeline;
import io.rookery.timelines.TimelineProperties;
import io.rookery.timelines.TimelineStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The part of a home timeline that fan-out writes into Redis. A timeline that is not there is rebuilt; while that goes on,
 * while Redis is down or the fan-out too late, and below the stored part, the same tweets are pulled from their authors instead.
 */
@Component
class PushedTweets {

    private static final Logger log = LoggerFactory.getLogger(PushedTweets.class);

    private final TimelineStore timelines;
    private final TimelineProperties settings;
    private final PulledTweets pulled;
    private final HomeMetrics metrics;
    private final Lag lag;

    PushedTweets(
            TimelineStore timelines, TimelineProperties settings, PulledTweets pulled, HomeMetrics metrics, Lag lag) {
        this.timelines = timelines;
        this.settings = settings;
        this.pulled = pulled;
        this.metrics = metrics;
        this.lag = lag;
    }

    /** @param degraded true if what is stored could not be asked, or misses too much */
    record Reading(Slice slice, boolean degraded) {}

    /** @param authors whose tweets are pushed to this reader; only asked for when they must be pulled */
    Reading read(long readerId, long before, long after, int limit, Supplier<List<Long>> authors) {
        if (lag.pullAll()) {
            return withoutStored(before, after, limit, authors);
        }
        try {
            Slice slice = switch (timelines.read(readerId, before, after, limit)) {
                case StoredTimeline.Ready(Slice stored, var _) when reaches(stored, before) -> stored;
                case StoredTimeline.Ready _, StoredTimeline.Building _ ->
                    pulled.newest(authors.get(), before, after, limit);
                case StoredTimeline.Missing _ -> rebuild(readerId, before, after, limit, authors);
            };
            return new Reading(slice, false);
        } catch (DataAccessException e) {
            if (!Infrastructure.isFault(e)) {
                throw e;
            }
            log.atWarn()
                    .setMessage("Redis is unavailable, the timeline is pulled")
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log();
            return withoutStored(before, after, limit, authors);
        }
    }

    private Reading withoutStored(long before, long after, int limit, Supplier<List<Long>> authors) {
        metrics.degraded();
        return new Reading(pulled.newest(authors.get(), before, after, limit), true);
    }

    /** The stored part ends at its floor: a page that begins at or below it is not in there. */
    private static boolean reaches(Slice stored, long before) {
        return stored.floor() < before - 1;
    }

    private Slice rebuild(long readerId, long before, long after, int limit, Supplier<List<Long>> authors) {
        OptionalLong token = timelines.beginRebuild(readerId);
        if (token.isEmpty()) {
            return pulled.newest(authors.get(), before, after, limit);
        }
        // Asked only now: whoever is followed from here on finds the timeline begun and is added to it
        List<Long> followed = authors.get();
        Slice newest = pulled.newest(followed, Long.MAX_VALUE, 0, perAuthor(followed.size()));
        timelines.completeRebuild(readerId, token.getAsLong(), newest, List.of());
        metrics.rebuilt();
        return reaches(newest, before) ? newest.between(after, before) : pulled.newest(followed, before, after, limit);
    }

    /** Twice an even share of the timeline, and enough for the first pages when one author writes more than the others. */
    private int perAuthor(int authors) {
        int capacity = settings.capacity();
        return Math.clamp(2L * capacity / Math.max(1, authors), Math.min(50, capacity), capacity);
    }
}
