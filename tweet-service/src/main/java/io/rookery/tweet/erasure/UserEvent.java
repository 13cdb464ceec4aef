package io.rookery.tweet.erasure;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code users.v1} says: this account is to be erased in every store. */
record UserEvent(long userId) {

    /**
     * @return null for a type not known here: a later producer may add some
     * @throws RuntimeException if it is not an event
     */
    static @Nullable UserEvent parse(@Nullable String event, JsonMapper json) {
        Fields fields = event == null ? null : json.readValue(event, Fields.class);
        if (fields == null || fields.type == null || fields.userId <= 0) {
            throw new IllegalArgumentException("Not a user event: type and user_id are required");
        }
        return switch (fields.type) {
            case "UserErased" -> new UserEvent(fields.userId);
            default -> null;
        };
    }

    /** The JSON of all types in one. */
    record Fields(@Nullable String type, long userId) {}
}
