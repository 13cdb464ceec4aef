package io.rookery.timeline.tweets;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whole tweets for some ids.
 *
 * @param page newest first, those that exist, and the reader's own that were not among the ids
 * @param tweets the same by id, with all they refer to that exists
 * @param liked by the reader; of a retweet it is the original that was
 * @param degraded true if Redis could not be asked
 */
public record Hydrated(
        List<Tweet> page,
        Map<Long, Tweet> tweets,
        Set<Long> liked,
        Set<Long> retweeted,
        Set<Long> bookmarked,
        boolean degraded) {}
