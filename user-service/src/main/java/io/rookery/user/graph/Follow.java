package io.rookery.user.graph;

/** One user follows another. */
record Follow(long followerId, long followeeId) {}
