package io.rookery.fanout.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Work for any worker: something about an author is to be told to a page of followers.
 *
 * @param after where the page begins, 0 for the first
 */
record FollowerPage(News news, long authorId, long after, Set<Long> tweetIds) {

    enum News {
        /** These tweets go into the timelines. */
        @JsonProperty("posted")
        POSTED,
        /** These tweets go out of the timelines. */
        @JsonProperty("deleted")
        DELETED,
        /** The author is pulled from now on; no tweets. */
        @JsonProperty("pulled")
        PULLED
    }

    FollowerPage {
        if (authorId <= 0 || after < 0) {
            throw new IllegalArgumentException("Not a page of followers: " + authorId + " after " + after);
        }
        tweetIds = Set.copyOf(tweetIds);
    }

    FollowerPage next(long nextAfter) {
        return new FollowerPage(news, authorId, nextAfter, tweetIds);
    }

    /** The same page of an author is walked once for all that is to be told. */
    static Collection<FollowerPage> merge(List<FollowerPage> pages) {
        record Place(News news, long authorId, long after) {}
        Map<Place, Set<Long>> merged = new LinkedHashMap<>();
        for (FollowerPage page : pages) {
            merged.computeIfAbsent(new Place(page.news, page.authorId, page.after), _ -> new LinkedHashSet<>())
                    .addAll(page.tweetIds);
        }
        List<FollowerPage> result = new ArrayList<>();
        merged.forEach((place, ids) -> result.add(new FollowerPage(place.news, place.authorId, place.after, ids)));
        return result;
    }
}
