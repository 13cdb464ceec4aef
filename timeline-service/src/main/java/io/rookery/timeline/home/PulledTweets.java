package io.rookery.timeline.home;

import io.rookery.timelines.Slice;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The newest tweets of authors straight from tweet-service: for authors who are not pushed, and for whatever Redis lacks. */
@Component
class PulledTweets {

    private final TweetClient tweets;

    PulledTweets(TweetClient tweets) {
        this.tweets = tweets;
    }

    /**
     * The tweets of all these authors as one list, between two ids, both exclusive.
     *
     * @param perAuthor how many of each at most; the slice ends where the first author's tweets may go on beyond that
     */
    Slice newest(List<Long> authorIds, long before, long after, int perAuthor) {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < authorIds.size(); i += TweetClient.BATCH) {
            List<Long> batch = authorIds.subList(i, Math.min(i + TweetClient.BATCH, authorIds.size()));
            for (TweetClient.AuthorTweets author :
                    tweets.newest(batch, before, after, perAuthor).authors()) {
                slices.add(Slice.of(author.tweetIds(), perAuthor));
            }
        }
        return Slice.merge(slices);
    }
}
