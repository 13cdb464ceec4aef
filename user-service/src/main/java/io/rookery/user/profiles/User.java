package io.rookery.user.profiles;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as clients see one.
 *
 * @param email only in one's own
 * @param viewer how the caller and the user stand to each other
 */
@Schema(
        requiredProperties = {
            "user_id",
            "handle",
            "display_name",
            "created_at",
            "followers_count",
            "following_count",
            "viewer"
        })
public record User(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", pattern = "^[0-9]{1,19}$")
        long userId,

        String handle,
        @Schema(description = "Only in one's own") @Nullable String email,
        String displayName,
        @Nullable String bio,
        @Nullable String location,
        @Nullable String website,
        Instant createdAt,
        long followersCount,
        long followingCount,
        Viewer viewer) {

    /**
     * @param following the caller follows the user
     * @param followedBy the user follows the caller
     */
    @Schema(requiredProperties = {"following", "followed_by"})
    public record Viewer(boolean following, boolean followedBy) {}
}
