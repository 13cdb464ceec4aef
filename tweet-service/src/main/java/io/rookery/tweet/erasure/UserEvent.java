package io.rookery.tweet.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code users.v1} says: this account is to be erased in every store. */
record UserEvent(long userId, Instant occurredAt) {

    /**
     * @return null for a type not known here: a later producer may add some
     * @throws RuntimeException if it is not an event
     */
    static @Nullable UserEvent parse(@Nullable String event, JsonMapper json) {
        Fields fields = event == null ? null : json.readValue(event, Fields.class);
        if (fields == null || fields.type == null || fields.userId <= 0 || fields.occurredAt == null) {
            throw new IllegalArgumentException("Not a user event: type, user_id and occurred_at are required");
        }
        return switch (fields.type) {
            case "UserErased" -> new UserEvent(fields.userId, fields.occurredAt);
            default -> null;
        };
    }

    /** The JSON of all types in one. */
    record Fields(
            @Nullable String type, long userId, @Nullable Instant occurredAt) {}
}
