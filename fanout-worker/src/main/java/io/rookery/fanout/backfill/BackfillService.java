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
            timelines.removePulled(changed.followeeId(), changed.followerId());
            timelines.remove(newest(changed.followeeId()), List.of(changed.followerId()));
        } else if (isPulled(changed)) {
            timelines.addPulled(changed.followeeId(), List.of(changed.followerId()));
        } else {
            timelines.add(changed.followerId(), Slice.of(newest(changed.followeeId()), settings.backfillDepth()));
        }
    }

    private boolean isPulled(FollowEvent changed) {
        return !authors.pulledFolloweesAmong(changed.followerId(), changed.followeeId())
                .followeeIds()
                .isEmpty();
    }

    private List<Long> newest(long authorId) {
        return tweets.newest(authorId, settings.backfillDepth())
                .authors()
                .getFirst()
                .tweetIds();
    }
}
