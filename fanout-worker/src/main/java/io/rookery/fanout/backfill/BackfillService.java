package io.rookery.fanout.backfill;

import io.rookery.fanout.AuthorClient;
import io.rookery.fanout.FanoutProperties;
import io.rookery.fanout.TweetClient;
import io.rookery.timelines.Slice;
import io.rookery.timelines.TimelineStore;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Makes a timeline agree with one edge of the graph as it is now. An event repeated, late or out of order therefore does no
 * harm: it only asks again.
 */
@Service
class BackfillService {

    private final AuthorClient authors;
    private final TweetClient tweets;
    private final TimelineStore timelines;
    private final FanoutProperties settings;

    BackfillService(AuthorClient authors, TweetClient tweets, TimelineStore timelines, FanoutProperties settings) {
        this.authors = authors;
        this.tweets = tweets;
        this.timelines = timelines;
        this.settings = settings;
    }

    void apply(FollowEvent changed) {
        if (!timelines.exists(changed.followerId())) {
            return; // rebuilt from the graph when it is next read
        }
        boolean follows = !authors.followeesAmong(changed.followerId(), changed.followeeId())
                .followeeIds()
                .isEmpty();
        if (!follows) {
            timelines.removeAll(changed.followerId(), newest(changed.followeeId()));
        } else if (authors.isPushed(changed.followeeId())) {
            List<Long> newest = newest(changed.followeeId());
            timelines.add(changed.followerId(), Slice.of(newest, settings.backfillDepth()));
        }
    }

    private List<Long> newest(long authorId) {
        return tweets.newest(authorId, settings.backfillDepth())
                .authors()
                .getFirst()
                .tweetIds();
    }
}
