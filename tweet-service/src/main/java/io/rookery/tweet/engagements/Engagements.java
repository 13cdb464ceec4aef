package io.rookery.tweet.engagements;

import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.ids.ClockSkew;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Likes, retweets, bookmarks, replies and quotes of tweets, and their counts.
 *
 * <p>All that is known of one tweet lies in one partition, and changes by one conditional batch: a count is right at every
 * moment, also when whoever changes it is killed. It knows no tweets: that one exists is the caller's to check, but a
 * tweet that was {@linkplain #forget forgotten} is safe from late additions for a day.
 *
 * <p>Every method throws a {@link ServiceUnavailableException} or a {@link
 * org.springframework.dao.DataAccessException} when Cassandra does not answer in time; a change may have been made then,
 * and can be asked for again.
 */
@Component
public class Engagements {

    /** Of {@link #mayHave}: rows of a kind. */
    private static final int MAX_RECENT = 200;

    private final EngagementsRepository repository;
    private final UserEngagementsRepository byUser;
    private final Lanes lanes;
    private final ChangeWriter writer;

    Engagements(EngagementsRepository repository, UserEngagementsRepository byUser, Lanes lanes, ChangeWriter writer) {
        this.repository = repository;
        this.byUser = byUser;
        this.lanes = lanes;
        this.writer = writer;
    }

    /**
     * @param entryId the one that stands now, perhaps of an earlier call; 0 if there is none
     * @param count of this kind, right after the call
     * @param changed false if it was so already
     */
    public record Count(long entryId, int count, boolean changed) {}

    /** @param memberId in a list of a user's own, the tweet */
    public record Entry(long entryId, long memberId) {}

    /**
     * @param entries newest first; may be fewer than asked for
     * @param next an id that all further entries are older than; empty at the end of the list, and only there
     */
    public record Page(List<Entry> entries, OptionalLong next) {

        /** @param entries one more than the limit tells that there is a next page */
        static Page of(List<Entry> entries, int limit) {
            if (entries.size() <= limit) {
                return new Page(entries, OptionalLong.empty());
            }
            List<Entry> page = entries.subList(0, limit);
            return new Page(page, OptionalLong.of(page.getLast().entryId()));
        }
    }

    /** Of each of the tweets, in one statement; at most some hundred of them. */
    public Map<Long, Engagement> of(@Nullable Long viewerId, Collection<Long> tweetIds) {
        Map<Long, Engagement> engagements = new HashMap<>();
        tweetIds.forEach(id -> engagements.put(id, Engagement.NONE));
        if (!engagements.isEmpty()) {
            engagements.putAll(repository.engagements(viewerId, List.copyOf(engagements.keySet())));
        }
        return engagements;
    }

    /**
     * Makes it so; does nothing if it is so already.
     *
     * @param entryId for {@link Kind#LIKE} and {@link Kind#BOOKMARK} a new one for each call
     * @return with the entry that stands, which is not the given one if the member was there already; with entry 0 if the
     *     tweet was forgotten
     */
    public Count add(Kind kind, long tweetId, long memberId, long entryId) {
        return lanes.change(tweetId, new Change.Add(new Member(kind, memberId), entryId));
    }

    /** Makes it not so; does nothing if it is not so already. */
    public Count remove(Kind kind, long tweetId, long memberId) {
        return lanes.change(tweetId, new Change.Remove(new Member(kind, memberId), null));
    }

    /** As {@link #remove(Kind, long, long)}, unless another entry stands by now. */
    public Count remove(Kind kind, long tweetId, long memberId, long entryId) {
        return lanes.change(tweetId, new Change.Remove(new Member(kind, memberId), entryId));
    }

    /** The entry that stands; empty if there is none. */
    public OptionalLong entry(Kind kind, long tweetId, long memberId) {
        Long entryId = repository.entries(kind, memberId, List.of(tweetId)).get(tweetId);
        return entryId == null ? OptionalLong.empty() : OptionalLong.of(entryId);
    }

    /** Who did it, newest first, with entries below {@code before}. */
    public Page page(Kind kind, long tweetId, long before, int limit) {
        return Page.of(repository.page(kind, tweetId, before, limit + 1), limit);
    }

    /**
     * What a user likes or bookmarked, newest first, with entries below {@code before}. Rows of this list are written before
     * the tweet's partition and removed after it, so that one may be too many but none is missing; those that the tweet's
     * partition does not confirm are left out here.
     *
     * @param kind {@link Kind#LIKE} or {@link Kind#BOOKMARK}
     */
    public Page byUser(Kind kind, long userId, long before, int limit) {
        Page written = Page.of(byUser.page(kind, userId, before, limit + 1), limit);
        List<Long> tweetIds = written.entries().stream().map(Entry::memberId).toList();
        Map<Long, Long> standing = tweetIds.isEmpty() ? Map.of() : repository.entries(kind, userId, tweetIds);
        List<Entry> confirmed = new ArrayList<>(written.entries());
        confirmed.removeIf(entry -> !Long.valueOf(entry.entryId()).equals(standing.get(entry.memberId())));
        return new Page(confirmed, written.next());
    }

    /**
     * Those of the tweets that the user may have liked or bookmarked: all that they did, and some more. One statement, however
     * many tweets these are, because what was done to a tweet is younger than the tweet; tweets that are older than what the
     * statement reaches are among them.
     */
    public Set<Long> mayHave(long userId, Collection<Long> tweetIds) {
        if (tweetIds.isEmpty()) {
            return Set.of();
        }
        long after = ClockSkew.allow(Collections.min(tweetIds));
        Set<Long> done = new HashSet<>();
        long reached = after;
        for (List<Entry> entries : byUser.recent(userId, after, MAX_RECENT)) {
            entries.forEach(entry -> done.add(entry.memberId()));
            if (entries.size() == MAX_RECENT) {
                reached = Math.max(reached, entries.getLast().entryId());
            }
        }
        long floor = reached;
        return tweetIds.stream()
                .filter(id -> done.contains(id) || ClockSkew.allow(id) < floor)
                .collect(Collectors.toSet());
    }

    /**
     * Ends the lists of a user who is gone, with all rows that nothing confirms. What the lists still show is to be removed
     * first, or it stays in the tweets' partitions.
     */
    public void forgetUser(long userId) {
        byUser.deleteAll(userId);
    }

    /** The tweet is gone: removes all it had, and for a day nothing can be added to it. Safe to repeat. */
    public void forget(long tweetId) {
        writer.forget(tweetId);
    }
}
