package io.rookery.timelines;

import io.rookery.timelines.Scripts.Call;
import io.rookery.timelines.StoredList.Merge;
import io.rookery.timelines.StoredList.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.data.redis.connection.ReturnType;

/**
 * Home timelines in Redis, one a reader, as {@code common.lua} says, and for each the set of followees whose tweets are left to
 * pull ({@code 0} is always in it, so that it is there).
 *
 * <p>Writes go only into timelines that exist: a reader who stays away costs nothing. Every operation may be repeated without
 * effect, and none needs keys of two slots.
 */
public final class TimelineStore {

    private final Scripts scripts;
    private final StoredList lists;
    private final TimelineProperties settings;

    TimelineStore(Scripts scripts, StoredList lists, TimelineProperties settings) {
        this.scripts = scripts;
        this.lists = lists;
        this.settings = settings;
    }

    /**
     * Adds tweets to the timelines of these readers, where they have one. A round trip for each thousand entries.
     *
     * @return how many of the readers have one
     */
    public int push(Collection<Long> tweetIds, Collection<Long> readerIds) {
        return lists.push(Shape.TIMELINE, tweetIds, keys(readerIds));
    }

    /** Adds tweets of one list to a reader's timeline, if there is one, which is then complete no further than the list. */
    public void add(long readerId, Slice tweets) {
        merge(readerId, OptionalLong.empty(), tweets, List.of());
    }

    /** Takes tweets out of the timelines of these readers. A round trip for each thousand entries. */
    public void remove(Collection<Long> tweetIds, Collection<Long> readerIds) {
        lists.remove(tweetIds, keys(readerIds));
    }

    /** Notes in the timelines of these readers, where they have one, that tweets of a followee are left to pull. */
    public void addPulled(long authorId, Collection<Long> readerIds) {
        scripts.runInTurns(Script.MARK, keys(readerIds), 1, List.of(Long.toString(authorId)));
    }

    /** The reader does not follow this author any more. */
    public void removePulled(long authorId, long readerId) {
        scripts.send(connection -> connection
                .setCommands()
                .sRem(StoredList.bytes(key(readerId) + ":pulled"), StoredList.bytes(Long.toString(authorId))));
    }

    /** Takes away a reader's whole timeline, if there is one. */
    public void delete(long readerId) {
        lists.delete(key(readerId));
    }

    public boolean exists(long readerId) {
        return lists.exists(key(readerId));
    }

    /**
     * The newest {@code limit} entries between two ids, both exclusive, or some more; and the expiry is put off.
     *
     * @param before {@link Long#MAX_VALUE} for the top
     * @param after 0 for no lower end
     */
    public StoredTimeline read(long readerId, long before, long after, int limit) {
        return timeline((List<?>) scripts.run(reading(readerId, before, after, limit)), before, after);
    }

    Call reading(long readerId, long before, long after, int limit) {
        return new Call(
                Script.READ,
                ReturnType.MULTI,
                List.of(key(readerId)),
                List.of(
                        Long.toString(StoredList.tick(before)),
                        Long.toString(StoredList.tick(after)),
                        Integer.toString(limit),
                        Long.toString(settings.expiry().toSeconds())));
    }

    static StoredTimeline timeline(List<?> reply, long before, long after) {
        return switch (StoredList.text(reply.getFirst())) {
            case "missing" -> new StoredTimeline.Missing();
            case "building" -> new StoredTimeline.Building();
            default -> {
                List<Long> followees = new ArrayList<>(StoredList.ids((List<?>) reply.get(2)));
                followees.remove(0L);
                long floor = StoredList.floor(StoredList.text(reply.get(1)));
                yield new StoredTimeline.Ready(
                        StoredList.slice(StoredList.ids((List<?>) reply.get(3)), floor)
                                .between(after, before),
                        followees);
            }
        };
    }

    /**
     * Begins to rebuild a timeline that is missing; from here on it takes pushes.
     *
     * @return a token for {@link #completeRebuild}, empty if the timeline exists or another rebuild is under way
     */
    public OptionalLong beginRebuild(long readerId) {
        long token = lists.newToken();
        boolean begun =
                lists.begin(Shape.TIMELINE, List.of(key(readerId)), token).getFirst();
        return begun ? OptionalLong.of(token) : OptionalLong.empty();
    }

    /**
     * Puts the gathered tweets to what was pushed meanwhile and opens the timeline for reading.
     *
     * @param pulledIds followees whose tweets are left to pull
     */
    public void completeRebuild(long readerId, long token, Slice tweets, Collection<Long> pulledIds) {
        merge(readerId, OptionalLong.of(token), tweets, pulledIds);
    }

    private void merge(long readerId, OptionalLong token, Slice tweets, Collection<Long> pulledIds) {
        lists.merge(Shape.TIMELINE, List.of(new Merge(key(readerId), token, tweets, pulledIds)));
    }

    private List<String> keys(Collection<Long> readerIds) {
        return readerIds.stream().map(this::key).toList();
    }

    /** The braces keep the keys of one timeline in one slot of a cluster. */
    private String key(long readerId) {
        return settings.keyPrefix() + "timeline:{" + readerId + "}";
    }
}
