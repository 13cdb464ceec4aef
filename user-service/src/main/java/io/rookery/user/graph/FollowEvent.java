package io.rookery.user.graph;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;

/** What {@code follows.v1} tells; the schemas are in {@code contracts/events}. */
sealed interface FollowEvent {

    @JsonFormat(shape = JsonFormat.Shape.STRING)
    long eventId();

    long followerId();

    record UserFollowed(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long followerId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long followeeId)
            implements FollowEvent {}

    record UserUnfollowed(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long followerId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long followeeId)
            implements FollowEvent {}

    @JsonProperty
    default String type() {
        return getClass().getSimpleName();
    }

    @JsonProperty
    default Instant occurredAt() {
        return Snowflake.instant(eventId());
    }
}
