package io.rookery.timeline.home;

import io.rookery.timeline.home.RelationsClient.Relations;
import io.rookery.timeline.skeleton.Skeletons;
import io.rookery.timeline.skeleton.Skeletons.Skeleton;
import io.rookery.timeline.tweets.Hydrated;
import io.rookery.timeline.tweets.Hydrator;
import io.rookery.timeline.tweets.Tweet;
import io.rookery.timelines.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads a page of a home timeline in four steps: skeleton, hydrate, filter, present. */
@Service
class HomeService {

    /** Slices looked through for one page; a reader whose followees deleted more than that gets a short page and goes on. */
    private static final int MAX_SLICES = 8;

    /** Entries asked for at a time where a page of few is not enough; with {@link #MAX_SLICES} the depth of a timeline. */
    private static final int SLICE = 100;

    private final Skeletons skeletons;
    private final Hydrator hydrator;
    private final RelationsClient graph;

    HomeService(Skeletons skeletons, Hydrator hydrator, RelationsClient graph) {
        this.skeletons = skeletons;
        this.hydrator = hydrator;
        this.graph = graph;
    }

    /**
     * @param tweets newest first
     * @param older the next page's entries are older than this id; empty at the end of the timeline
     * @param newer entries newer than this id were not there yet
     * @param degraded true if it was served without the stored timeline
     */
    record Page(List<ShownTweet> tweets, OptionalLong older, long newer, boolean degraded) {}

    /** The newest {@code limit} tweets older than {@code before}. */
    Page older(long readerId, long before, int limit) {
        Skeleton skeleton = skeletons.of(readerId);
        List<ShownTweet> page = new ArrayList<>();
        boolean degraded = false;
        long newest = 0;
        long position = before;
        for (int slices = 0; slices < MAX_SLICES; slices++) {
            Slice slice = skeleton.slice(position, 0, slices == 0 ? limit : SLICE);
            Hydrated hydrated = hydrator.hydrate(readerId, slice.ids(), slice.floor(), position, skeleton.degraded());
            Look look = filter(readerId, hydrated);
            degraded |= hydrated.degraded();
            for (Tweet tweet : hydrated.page()) {
                newest = Math.max(newest, tweet.tweetId());
                if (look.isVisible(tweet)) {
                    page.add(look.shown(tweet));
                    if (page.size() == limit) {
                        return present(page, next(slice, hydrated, tweet), newest, degraded);
                    }
                }
            }
            if (slice.floor() == 0) {
                return present(page, OptionalLong.empty(), newest, degraded);
            }
            position = slice.floor() + 1;
        }
        return present(page, OptionalLong.of(position), newest, degraded);
    }

    /** Of the tweets newer than {@code after}, the {@code limit} next to it, so that a reader who comes back misses none. */
    Page newer(long readerId, long after, int limit) {
        Skeleton skeleton = skeletons.of(readerId);
        List<Long> oldestFirst = newerIds(skeleton, after).reversed();
        List<ShownTweet> page = new ArrayList<>();
        boolean degraded = skeleton.degraded();
        long newest = after;
        int end;
        for (int i = 0; i < oldestFirst.size() && page.size() < limit; i = end) {
            end = Math.min(i + (i == 0 ? limit : SLICE), oldestFirst.size());
            List<Long> ids = oldestFirst.subList(i, end);
            long before = end == oldestFirst.size() ? Long.MAX_VALUE : ids.getLast() + 1;
            Hydrated hydrated = hydrator.hydrate(readerId, ids, newest, before, degraded);
            Look look = filter(readerId, hydrated);
            degraded |= hydrated.degraded();
            for (Tweet tweet : hydrated.page().reversed()) {
                if (page.size() < limit) {
                    newest = tweet.tweetId();
                    if (look.isVisible(tweet)) {
                        page.add(look.shown(tweet));
                    }
                }
            }
            if (page.size() < limit) {
                newest = Math.max(newest, ids.getLast());
            }
        }
        return present(page.reversed(), OptionalLong.empty(), newest, degraded);
    }

    /** All ids above {@code after}, newest first; of more than a timeline's depth only the newest. */
    private static List<Long> newerIds(Skeleton skeleton, long after) {
        List<Long> ids = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (int slices = 0; slices < MAX_SLICES && before > after; slices++) {
            Slice slice = skeleton.slice(before, after, SLICE);
            ids.addAll(slice.ids());
            before = slice.floor() <= after ? after : slice.floor() + 1;
        }
        return ids;
    }

    /** Where the page after a full one begins; nowhere if the full one ends with the last tweet there is. */
    private static OptionalLong next(Slice slice, Hydrated hydrated, Tweet last) {
        boolean end = slice.floor() == 0
                && last.tweetId() == hydrated.page().getLast().tweetId();
        return end ? OptionalLong.empty() : OptionalLong.of(last.tweetId());
    }

    /** Asks how the reader stands to everybody in these tweets, in one call. */
    private Look filter(long readerId, Hydrated hydrated) {
        Set<Long> others = hydrated.tweets().values().stream()
                .map(Tweet::authorId)
                .filter(id -> id != readerId)
                .collect(Collectors.toSet());
        return new Look(readerId, hydrated, others.isEmpty() ? Relations.NONE : graph.relations(readerId, others));
    }

    private static Page present(List<ShownTweet> page, OptionalLong older, long newer, boolean degraded) {
        return new Page(List.copyOf(page), older, newer, degraded);
    }
}
