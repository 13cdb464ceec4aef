package io.rookery.tweet.reactions;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as clients see one, whichever service they ask: passed on as user-service tells it.
 *
 * @param email never here, only in one's own
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
            "tweets_count",
            "viewer"
        })
record User(
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "1929145904133046279")
        long userId,

        @Schema(example = "ann_lee") String handle,

        @Schema(description = "Only in one's own", example = "ann@example.org") @Nullable
        String email,

        @Schema(example = "Ann Lee") String displayName,

        @Schema(example = "Counts birds.") @Nullable String bio,

        @Schema(example = "Helgoland") @Nullable String location,

        @Schema(example = "https://example.org/ann") @Nullable
        String website,

        @Schema(
                description = "Absent without a picture",
                example = "https://api.example.org/media/1929145904133046301/original")
        @Nullable
        String avatarUrl,

        @Schema(example = "2025-06-01T12:00:00.000Z") Instant createdAt,

        @Schema(example = "1234") long followersCount,
        @Schema(example = "321") long followingCount,

        @Schema(description = "Replies, quotes and retweets too", example = "4711")
        long tweetsCount,

        Viewer viewer) {

    /** All false in one's own. */
    @Schema(requiredProperties = {"following", "followed_by", "blocking", "muting"})
    record Viewer(
            @Schema(description = "The caller follows the user", example = "true")
            boolean following,

            @Schema(description = "The user follows the caller", example = "false")
            boolean followedBy,

            @Schema(description = "The caller blocks the user", example = "false")
            boolean blocking,

            @Schema(description = "The caller mutes the user", example = "false")
            boolean muting) {}
}
