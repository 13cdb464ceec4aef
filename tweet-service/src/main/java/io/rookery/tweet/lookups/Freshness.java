package io.rookery.tweet.lookups;

import java.time.Duration;

/**
 * How long answers are good.
 *
 * @param cached how many are kept
 * @param fresh how long what is kept is good
 * @param stale how long it is used when the other service cannot be asked
 * @param pause for how long the other service is left alone after it failed
 */
public record Freshness(int cached, Duration fresh, Duration stale, Duration pause) {}
