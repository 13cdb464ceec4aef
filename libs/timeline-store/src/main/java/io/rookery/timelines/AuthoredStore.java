package io.rookery.timelines;

import io.rookery.timelines.Scripts.Call;
import io.rookery.timelines.StoredList.Merge;
import io.rookery.timelines.StoredList.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.springframework.data.redis.connection.ReturnType;

/**
 * The newest tweets of authors who are left to pull: kept once for each author, merged by all readers. Like a timeline such a
 * list is there only while it is read, takes pushes while it is rebuilt, and every operation may be repeated.
 */
public final class AuthoredStore {

    private final Scripts scripts;
    private final StoredList lists;
    private final TimelineStore timelines;
    private final TimelineProperties settings;

    AuthoredStore(Scripts scripts, StoredList lists, TimelineStore timelines, TimelineProperties settings) {
        this.scripts = scripts;
        this.lists = lists;
        this.timelines = timelines;
        this.settings = settings;
    }

    /** Adds tweets to the list of their author, if there is one. */
    public void push(Collection<Long> tweetIds, long authorId) {
        lists.push(Shape.AUTHORED, tweetIds, List.of(key(authorId)));
    }

    /** Takes tweets out of the list of their author. */
    public void remove(Collection<Long> tweetIds, long authorId) {
        lists.remove(tweetIds, List.of(key(authorId)));
    }

    public void delete(long authorId) {
        lists.delete(key(authorId));
    }

    /**
     * A reader's timeline as {@link TimelineStore#read} gives it, and lists of authors.
     *
     * @param authored for each author the whole list, or nothing if it is not there (or being rebuilt)
     */
    public record Reading(StoredTimeline timeline, Map<Long, Slice> authored) {}

    /** A timeline and the lists of these authors in one round trip. */
    public Reading read(long readerId, long before, long after, int limit, Collection<Long> authorIds) {
        List<Call> calls = new ArrayList<>();
        calls.add(timelines.reading(readerId, before, after, limit));
        calls.addAll(readings(authorIds));
        List<?> replies = scripts.run(calls);
        return new Reading(
                TimelineStore.timeline((List<?>) replies.getFirst(), before, after),
                authored(calls.subList(1, calls.size()), replies.subList(1, replies.size())));
    }

    /** The lists of these authors in one round trip; those that are not there, or being rebuilt, are left out. */
    public Map<Long, Slice> read(Collection<Long> authorIds) {
        List<Call> calls = readings(authorIds);
        return authored(calls, scripts.run(calls));
    }

    private List<Call> readings(Collection<Long> authorIds) {
        return scripts.calls(
                Script.AUTHORED,
                ReturnType.MULTI,
                authorIds.stream().map(this::key).toList(),
                1,
                List.of(Long.toString(settings.expiry().toSeconds())));
    }

    private Map<Long, Slice> authored(List<Call> calls, List<?> replies) {
        Map<Long, Slice> authored = new HashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            Iterator<?> lists = ((List<?>) replies.get(i)).iterator();
            for (String key : calls.get(i).keys()) {
                List<?> list = (List<?>) lists.next();
                if (StoredList.text(list.getFirst()).equals("ready")) {
                    long floor = StoredList.floor(StoredList.text(list.get(1)));
                    authored.put(authorId(key), StoredList.slice(StoredList.ids(list.subList(2, list.size())), floor));
                }
            }
        }
        return authored;
    }

    /**
     * Rebuilds that have begun.
     *
     * @param authorIds whose lists were missing, and nobody else rebuilds
     */
    public record Rebuild(long token, List<Long> authorIds) {}

    /** Begins to rebuild those of the lists that are missing; from here on they take pushes. One round trip. */
    public Rebuild beginRebuild(Collection<Long> authorIds) {
        long token = lists.newToken();
        List<Long> authors = List.copyOf(authorIds);
        List<Boolean> begun =
                lists.begin(Shape.AUTHORED, authors.stream().map(this::key).toList(), token);
        return new Rebuild(
                token,
                IntStream.range(0, authors.size())
                        .filter(begun::get)
                        .mapToObj(authors::get)
                        .toList());
    }

    /**
     * Puts the gathered tweets to what was pushed meanwhile and opens the lists for reading. One round trip.
     *
     * @param tweets by author; who is not among them has none
     */
    public void completeRebuild(Rebuild begun, Map<Long, Slice> tweets) {
        lists.merge(
                Shape.AUTHORED,
                begun.authorIds.stream()
                        .map(authorId -> new Merge(
                                key(authorId),
                                OptionalLong.of(begun.token),
                                tweets.getOrDefault(authorId, Slice.EMPTY),
                                List.of()))
                        .toList());
    }

    /** In braces as timelines: scripts also look for the parts that these lists do not have. */
    private String key(long authorId) {
        return settings.keyPrefix() + "authored:{" + authorId + "}";
    }

    private long authorId(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('{') + 1, key.length() - 1));
    }
}
