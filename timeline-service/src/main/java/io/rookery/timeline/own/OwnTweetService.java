package io.rookery.timeline.own;

import io.rookery.timeline.tweets.NearTweets;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.TimelineStore;
import io.rookery.timelines.TombstoneStore;
import java.util.List;
import org.springframework.stereotype.Service;

/** Makes a post visible to its author, and a delete to everybody, before the author is answered. */
@Service
class OwnTweetService {

    private final TimelineStore timelines;
    private final AuthoredStore authored;
    private final TombstoneStore tombstones;
    private final NearTweets near;

    OwnTweetService(TimelineStore timelines, AuthoredStore authored, TombstoneStore tombstones, NearTweets near) {
        this.timelines = timelines;
        this.authored = authored;
        this.tombstones = tombstones;
        this.near = near;
    }

    void posted(long authorId, long tweetId) {
        timelines.push(List.of(tweetId), List.of(authorId));
        authored.push(List.of(tweetId), authorId);
    }

    /** The tombstone first: it is what keeps every instance from showing the tweet. */
    void deleted(long authorId, long tweetId) {
        tombstones.add(tweetId);
        near.drop(tweetId);
        timelines.remove(List.of(tweetId), List.of(authorId));
        authored.remove(List.of(tweetId), authorId);
    }
}
