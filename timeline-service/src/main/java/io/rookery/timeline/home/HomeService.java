package io.rookery.timeline.home;

import io.rookery.timelines.Slice;
import java.util.ArrayList;
import java.util.Collections;
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

    /** Newer entries asked for at a time; with {@link #MAX_SLICES} of them the depth of a timeline. */
    private static final int NEWER_SLICE = 100;

    private final HomeSkeleton skeletons;
    private final TweetClient tweets;
    private final GraphClient graph;

    HomeService(HomeSkeleton skeletons, TweetClient tweets, GraphClient graph) {
        this.skeletons = skeletons;
        this.tweets = tweets;
        this.graph = graph;
    }

    /**
     * @param tweets newest first
     * @param older the next page's entries are older than this id; empty at the end of the timeline
     * @param newer entries newer than this id were not there yet
     * @param degraded true if it was served without the stored timeline
     */
    record Page(List<Tweet> tweets, OptionalLong older, long newer, boolean degraded) {}

    /** The newest {@code limit} tweets older than {@code before}. */
    Page older(long readerId, long before, int limit) {
        HomeSkeleton.Reader skeleton = skeletons.of(readerId);
        List<Tweet> page = new ArrayList<>();
        long position = before;
        long newest = 0;
        for (int slices = 0; slices < MAX_SLICES; slices++) {
            Slice slice = skeleton.slice(position, 0, limit);
            newest = Math.max(newest, slice.ids().isEmpty() ? 0 : slice.ids().getFirst());
            for (List<Long> ids : batches(slice.ids(), limit)) {
                for (Tweet tweet : visible(readerId, ids)) {
                    page.add(tweet);
                    if (page.size() == limit) {
                        return present(page, older(tweet.tweetId(), slice), newest, skeleton);
                    }
                }
            }
            if (slice.floor() == 0) {
                return present(page, OptionalLong.empty(), newest, skeleton);
            }
            position = slice.floor() + 1;
        }
        return present(page, OptionalLong.of(position), newest, skeleton);
    }

    /** Of the tweets newer than {@code after}, the {@code limit} next to it, so that a reader who comes back misses none. */
    Page newer(long readerId, long after, int limit) {
        HomeSkeleton.Reader skeleton = skeletons.of(readerId);
        List<Long> oldestFirst = newerIds(skeleton, after).reversed();
        List<Tweet> page = new ArrayList<>();
        long newest = after;
        for (List<Long> ids : batches(oldestFirst, limit)) {
            for (Tweet tweet : visible(readerId, ids)) {
                if (page.size() < limit) {
                    page.add(tweet);
                    newest = tweet.tweetId();
                }
            }
            if (page.size() == limit) {
                break;
            }
            newest = ids.getLast();
        }
        Collections.reverse(page);
        return present(page, OptionalLong.empty(), newest, skeleton);
    }

    /** All ids above {@code after}, newest first; of more than a timeline's depth only the newest. */
    private static List<Long> newerIds(HomeSkeleton.Reader skeleton, long after) {
        List<Long> ids = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (int slices = 0; slices < MAX_SLICES && before > after; slices++) {
            Slice slice = skeleton.slice(before, after, NEWER_SLICE);
            ids.addAll(slice.ids());
            before = slice.floor() <= after ? after : slice.floor() + 1;
        }
        return ids;
    }

    /** Hydrates and filters. */
    private List<Tweet> visible(long readerId, List<Long> ids) {
        List<Tweet> hydrated =
                tweets.byIds(ids, readerId).tweets().stream().map(Tweet::of).toList();
        Set<Long> others = hydrated.stream()
                .flatMapToLong(Tweet::authors)
                .filter(id -> id != readerId)
                .boxed()
                .collect(Collectors.toSet());
        GraphClient.Relations relations =
                others.isEmpty() ? GraphClient.Relations.NONE : graph.relations(readerId, others);
        return hydrated.stream()
                .filter(tweet -> tweet.isVisible(readerId, relations))
                .toList();
    }

    private static Page present(List<Tweet> page, OptionalLong older, long newer, HomeSkeleton.Reader skeleton) {
        return new Page(List.copyOf(page), older, newer, skeleton.degraded());
    }

    /** Where the page after a full one begins; nowhere if the full one ends with the last id there is. */
    private static OptionalLong older(long last, Slice slice) {
        boolean end = slice.floor() == 0 && slice.ids().getLast() == last;
        return end ? OptionalLong.empty() : OptionalLong.of(last);
    }

    private static List<List<Long>> batches(List<Long> ids, int size) {
        List<List<Long>> batches = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += size) {
            batches.add(ids.subList(i, Math.min(i + size, ids.size())));
        }
        return batches;
    }
}
