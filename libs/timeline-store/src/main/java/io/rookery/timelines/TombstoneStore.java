package io.rookery.timelines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Which tweets were deleted of late, so that whoever keeps bodies of tweets in memory shows none of them. One key a tweet:
 * {@code gone:<tweet id>}.
 */
public final class TombstoneStore {

    private final StringRedisTemplate redis;
    private final TimelineProperties settings;

    TombstoneStore(StringRedisTemplate redis, TimelineProperties settings) {
        this.redis = redis;
        this.settings = settings;
    }

    public void add(long tweetId) {
        redis.opsForValue().set(key(tweetId), "", settings.tombstones());
    }

    /** Those of the tweets that were deleted of late. One command. */
    public Set<Long> among(Collection<Long> tweetIds) {
        if (tweetIds.isEmpty()) {
            return Set.of();
        }
        List<Long> ids = new ArrayList<>(tweetIds);
        List<@Nullable String> found =
                redis.opsForValue().multiGet(ids.stream().map(this::key).toList());
        Set<Long> gone = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) != null) {
                gone.add(ids.get(i));
            }
        }
        return gone;
    }

    private String key(long tweetId) {
        return settings.keyPrefix() + "gone:" + tweetId;
    }
}
