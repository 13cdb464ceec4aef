package io.rookery.timeline.skeleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.Slice;
import io.rookery.timelines.TimelineProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The newest tweets of authors who are left to pull: kept for a second, else from Redis, which all instances share. */
@Component
class AuthorLists {

    private final AuthoredStore stored;
    private final PulledTweets pulled;
    private final TimelineProperties timelines;
    private final SkeletonMetrics metrics;
    private final Cache<Long, Slice> kept;

    AuthorLists(
            AuthoredStore stored,
            PulledTweets pulled,
            TimelineProperties timelines,
            SkeletonProperties settings,
            SkeletonMetrics metrics) {
        this.stored = stored;
        this.pulled = pulled;
        this.timelines = timelines;
        this.metrics = metrics;
        kept = Caffeine.newBuilder()
                .maximumSize(settings.authors())
                .expireAfterWrite(settings.fresh())
                .build();
    }

    Map<Long, Slice> kept(Collection<Long> authorIds) {
        return new HashMap<>(kept.getAllPresent(authorIds));
    }

    void keep(Map<Long, Slice> lists) {
        kept.putAll(lists);
    }

    /** From Redis, and what is not there is rebuilt. */
    Map<Long, Slice> read(Collection<Long> authorIds) {
        Map<Long, Slice> lists = kept(authorIds);
        List<Long> wanted = without(authorIds, lists);
        if (!wanted.isEmpty()) {
            Map<Long, Slice> found = stored.read(wanted);
            keep(found);
            lists.putAll(found);
            lists.putAll(rebuild(without(wanted, found)));
        }
        return lists;
    }

    /** Lists that Redis does not have, each by one reader at a time; the others use what they pull, and store nothing. */
    private Map<Long, Slice> rebuild(Collection<Long> authorIds) {
        if (authorIds.isEmpty()) {
            return Map.of();
        }
        AuthoredStore.Rebuild begun = stored.beginRebuild(authorIds);
        Map<Long, Slice> lists = pulled.byAuthor(authorIds, Long.MAX_VALUE, 0, timelines.authored());
        stored.completeRebuild(begun, lists);
        metrics.authorsRebuilt(begun.authorIds().size());
        keep(lists);
        return lists;
    }

    /** The parts of these lists between two ids; lists that do not reach down there are pulled. */
    List<Slice> between(Map<Long, Slice> lists, long before, long after, int limit) {
        List<Slice> parts = new ArrayList<>();
        List<Long> deeper = new ArrayList<>();
        lists.forEach((authorId, list) -> {
            if (reaches(list, before)) {
                parts.add(list.between(after, before));
            } else {
                deeper.add(authorId);
            }
        });
        parts.addAll(pulled.byAuthor(deeper, before, after, limit).values());
        return parts;
    }

    /** A list ends at its floor: a page that begins at or below it is not in there. */
    static boolean reaches(Slice list, long before) {
        return list.floor() < before - 1;
    }

    static List<Long> without(Collection<Long> ids, Map<Long, ?> known) {
        return ids.stream().filter(id -> !known.containsKey(id)).toList();
    }
}
