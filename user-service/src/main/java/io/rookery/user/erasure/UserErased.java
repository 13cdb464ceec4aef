package io.rookery.user.erasure;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;

/** What {@code users.v1} tells; the schema is in {@code contracts/events}. */
record UserErased(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long userId) {

    @JsonProperty
    String type() {
        return getClass().getSimpleName();
    }

    @JsonProperty
    Instant occurredAt() {
        return Snowflake.instant(eventId);
    }
}
