package io.rookery.timelines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tweets were deleted of late, so that whoever keeps bodies of tweets in memory shows none of them. One key a tweet:
 * {@code gone:<tweet id>}.
 */
public final class TombstoneStore {

    private final Scripts redis;
    private final TimelineProperties settings;

    TombstoneStore(Scripts redis, TimelineProperties settings) {
        this.redis = redis;
        this.settings = settings;
    }

    public void add(long tweetId) {
        redis.send(connection -> connection
                .stringCommands()
                .pSetEx(key(tweetId), settings.tombstones().toMillis(), new byte[0]));
    }

    /** Those of the tweets that were deleted of late. One command. */
    public Set<Long> among(Collection<Long> tweetIds) {
        if (tweetIds.isEmpty()) {
            return Set.of();
        }
        List<Long> ids = new ArrayList<>(tweetIds);
        byte[][] keys = ids.stream().map(this::key).toArray(byte[][]::new);
        List<byte @Nullable []> found = Objects.requireNonNull(redis.<List<byte @Nullable []>>send(
                connection -> connection.stringCommands().mGet(keys)));
        Set<Long> gone = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) != null) {
                gone.add(ids.get(i));
            }
        }
        return gone;
    }

    private byte[] key(long tweetId) {
        return StoredList.bytes(settings.keyPrefix() + "gone:" + tweetId);
    }
}
