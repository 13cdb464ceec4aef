package io.rookery.timeline.skeleton;

import io.rookery.timelines.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The newest tweets of authors straight from tweet-service: whatever Redis lacks. */
@Component
class PulledTweets {

    private final NewestClient tweets;

    PulledTweets(NewestClient tweets) {
        this.tweets = tweets;
    }

    /**
     * The newest tweets of all these authors as one list, between two ids, both exclusive.
     *
     * @param perAuthor how many of each at most; the slice ends where the first author's tweets may go on beyond that
     * @param limit how many of all together
     */
    Slice newest(Collection<Long> authorIds, long before, long after, int perAuthor, int limit) {
        return Slice.merge(byAuthor(authorIds, before, after, perAuthor).values(), limit);
    }

    /** The same, each author's for itself. */
    Map<Long, Slice> byAuthor(Collection<Long> authorIds, long before, long after, int perAuthor) {
        Map<Long, Slice> slices = new HashMap<>();
        List<Long> authors = List.copyOf(authorIds);
        for (int i = 0; i < authors.size(); i += NewestClient.BATCH) {
            List<Long> batch = authors.subList(i, Math.min(i + NewestClient.BATCH, authors.size()));
            for (NewestClient.AuthorTweets author :
                    tweets.newest(batch, before, after, perAuthor).authors()) {
                slices.put(author.authorId(), Slice.of(author.tweetIds(), perAuthor));
            }
        }
        return slices;
    }
}
