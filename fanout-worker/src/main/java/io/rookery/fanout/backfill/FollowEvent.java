package io.rookery.fanout.backfill;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code follows.v1} says: this edge of the graph changed. Which way, user-service knows better than an old event. */
record FollowEvent(long followerId, long followeeId) {

    /**
     * @return null for a type this worker does not know: a later producer may add some
     * @throws IllegalArgumentException if it is not an event
     */
    static @Nullable FollowEvent parse(String event, JsonMapper json) {
        Fields fields = json.readValue(event, Fields.class);
        if (fields.type == null || fields.followerId <= 0 || fields.followeeId <= 0) {
            throw new IllegalArgumentException("Not a follow event: type, follower_id and followee_id are required");
        }
        return switch (fields.type) {
            case "UserFollowed", "UserUnfollowed" -> new FollowEvent(fields.followerId, fields.followeeId);
            default -> null;
        };
    }

    /** The JSON of both types in one. */
    record Fields(@Nullable String type, long followerId, long followeeId) {}
}
