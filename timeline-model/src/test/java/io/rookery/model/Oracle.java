package io.rookery.model;

import io.rookery.model.World.Tweet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a home timeline shows, said as simply as it can be: all there is, filtered. */
final class Oracle {

    private final World world;

    Oracle(World world) {
        this.world = world;
    }

    /** Newest first. */
    List<Tweet> timeline(long reader) {
        return world.tweets().stream().filter(tweet -> shows(reader, tweet)).toList();
    }

    boolean shows(long reader, long tweetId) {
        Tweet tweet = world.tweet(tweetId);
        return tweet != null && shows(reader, tweet);
    }

    private boolean shows(long reader, Tweet tweet) {
        Long originalId = tweet.original();
        @Nullable Tweet original = originalId == null ? tweet : world.tweet(originalId);
        if (original == null || world.isBlocked(reader, original.authorId())) {
            return false;
        }
        return tweet.authorId() == reader
                || world.follows(reader, tweet.authorId())
                        && !world.mutes(reader, tweet.authorId())
                        && !world.mutes(reader, original.authorId());
    }
}
