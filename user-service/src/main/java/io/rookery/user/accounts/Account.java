package io.rookery.user.accounts;

import io.rookery.defaults.ids.Snowflake;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered user.
 *
 * @param avatarUrl a path, as media-service says it
 */
public record Account(
        long userId,
        String handle,
        String email,
        String displayName,
        @Nullable String bio,
        @Nullable String location,
        @Nullable String website,
        @Nullable String avatarUrl) {

    /** Ids are time-ordered: the account is as old as its id. */
    public Instant createdAt() {
        return Snowflake.instant(userId);
    }

    /** Keeps the address out of logs. */
    @Override
    public String toString() {
        return "Account[userId=" + userId + ", handle=" + handle + "]";
    }
}
