package io.rookery.timeline.skeleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rookery.defaults.problem.Infrastructure;
import io.rookery.timeline.lag.Lag;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.Slice;
import io.rookery.timelines.StoredTimeline;
import io.rookery.timelines.TimelineProperties;
import io.rookery.timelines.TimelineStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The ids of home timelines: what fan-out pushed into Redis, one's own tweets among it, and the lists of followees who are left
 * to pull. A timeline that is not there is rebuilt; while that goes on, while Redis is down or deliveries are too late, and below
 * the stored part, the same tweets are pulled from their authors instead.
 */
@Component
public class Skeletons {

    private static final Logger log = LoggerFactory.getLogger(Skeletons.class);

    private final TimelineStore timelines;
    private final AuthoredStore authored;
    private final AuthorLists authorLists;
    private final PulledTweets pulled;
    private final FolloweeClient graph;
    private final TimelineProperties settings;
    private final SkeletonMetrics metrics;
    private final Lag lag;
    /** Who was pulled when a reader's timeline was read last: a guess what to ask for together with it. */
    private final Cache<Long, List<Long>> expected;

    Skeletons(
            TimelineStore timelines,
            AuthoredStore authored,
            AuthorLists authorLists,
            PulledTweets pulled,
            FolloweeClient graph,
            TimelineProperties settings,
            SkeletonProperties skeletons,
            SkeletonMetrics metrics,
            Lag lag) {
        this.timelines = timelines;
        this.authored = authored;
        this.authorLists = authorLists;
        this.pulled = pulled;
        this.graph = graph;
        this.settings = settings;
        this.metrics = metrics;
        this.lag = lag;
        expected = Caffeine.newBuilder()
                .maximumWeight(skeletons.pulled())
                .<Long, List<Long>>weigher((_, followeeIds) -> 1 + followeeIds.size())
                .build();
    }

    public Skeleton of(long readerId) {
        boolean degraded = lag.pullAll();
        if (degraded) {
            metrics.degraded();
        }
        return new Skeleton(readerId, degraded);
    }

    /** One read's view of a skeleton. */
    public final class Skeleton {

        private final long readerId;
        private boolean degraded;

        /** Once they were asked for. */
        private @Nullable List<Long> followees;

        private Skeleton(long readerId, boolean degraded) {
            this.readerId = readerId;
            this.degraded = degraded;
        }

        /** True if what is stored misses too much, and once Redis could not be asked. */
        public boolean degraded() {
            return degraded;
        }

        /** The newest {@code limit} ids between the two bounds, both exclusive, or all. */
        public Slice slice(long before, long after, int limit) {
            if (!degraded) {
                try {
                    return stored(before, after, limit);
                } catch (DataAccessException e) {
                    if (!Infrastructure.isFault(e)) {
                        throw e;
                    }
                    degraded = true;
                    metrics.degraded();
                    log.atWarn()
                            .setMessage("Redis is unavailable, the timeline is pulled")
                            .addKeyValue("reason", String.valueOf(e.getMessage()))
                            .log();
                }
            }
            return pulled(List.of(), before, after, limit);
        }

        /** Timeline and lists of authors come in one round trip, unless somebody is pulled who was not the last time. */
        private Slice stored(long before, long after, int limit) {
            List<Long> guessed = expected.get(readerId, _ -> List.of());
            Map<Long, Slice> lists = authorLists.kept(guessed);
            List<Long> asked = AuthorLists.without(guessed, lists);
            AuthoredStore.Reading reading = authored.read(readerId, before, after, limit, asked);
            authorLists.keep(reading.authored());
            lists.putAll(reading.authored());

            Pushed pushed = switch (reading.timeline()) {
                case StoredTimeline.Ready(Slice slice, List<Long> pulledIds)
                when AuthorLists.reaches(slice, before) -> new Pushed(slice, pulledIds);
                case StoredTimeline.Ready(Slice _, List<Long> pulledIds) ->
                    new Pushed(pulled(pulledIds, before, after, limit), pulledIds);
                case StoredTimeline.Building _ -> rebuild(OptionalLong.empty(), before, after, limit);
                case StoredTimeline.Missing _ -> rebuild(timelines.beginRebuild(readerId), before, after, limit);
            };
            if (!pushed.pulledIds.equals(guessed)) {
                expected.put(readerId, pushed.pulledIds);
            }
            Set<Long> pulledIds = Set.copyOf(pushed.pulledIds);
            lists.keySet().retainAll(pulledIds);
            lists.putAll(authorLists.read(AuthorLists.without(pushed.pulledIds, lists)));

            List<Slice> slices = new ArrayList<>(authorLists.between(lists, before, after, limit));
            slices.add(pushed.slice);
            return Slice.merge(slices, limit);
        }

        /** @param token empty if somebody else rebuilds it */
        private Pushed rebuild(OptionalLong token, long before, long after, int limit) {
            // Asked only now: whoever is followed from here on finds the timeline begun and is added to it
            followees = null;
            List<Long> pulledIds = graph.pulledFollowees(readerId).followeeIds();
            if (token.isPresent()) {
                Collection<Long> authorIds = authorsBut(pulledIds);
                Slice newest =
                        pulled.newest(authorIds, Long.MAX_VALUE, 0, perAuthor(authorIds.size()), settings.capacity());
                timelines.completeRebuild(readerId, token.getAsLong(), newest, pulledIds);
                metrics.rebuilt();
                if (AuthorLists.reaches(newest, before)) {
                    return new Pushed(newest.between(after, before), pulledIds);
                }
            }
            return new Pushed(pulled(pulledIds, before, after, limit), pulledIds);
        }

        /** From the authors themselves, without those who are merged. */
        private Slice pulled(List<Long> pulledIds, long before, long after, int limit) {
            return pulled.newest(authorsBut(pulledIds), before, after, limit, limit);
        }

        /** Whose tweets are in this timeline: the reader's own and those of all followees but these. */
        private Collection<Long> authorsBut(List<Long> pulledIds) {
            if (followees == null) {
                followees = graph.followees(readerId).followeeIds();
            }
            Set<Long> authorIds = new LinkedHashSet<>(followees);
            pulledIds.forEach(authorIds::remove);
            authorIds.add(readerId);
            return authorIds;
        }

        /** Twice an even share of the timeline, and enough for the first pages when one author writes more than the others. */
        private int perAuthor(int authors) {
            return Math.clamp(
                    2L * settings.capacity() / Math.max(1, authors),
                    Math.min(50, settings.capacity()),
                    settings.capacity());
        }
    }

    /** @param slice of those authors whose tweets are pushed */
    private record Pushed(Slice slice, List<Long> pulledIds) {}
}
