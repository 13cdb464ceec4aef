package io.rookery.user.graph;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Follows and unfollows, for the caller. */
@RestController
@Tag(name = "Graph")
class FollowController {

    private final FollowService follows;

    FollowController(FollowService follows) {
        this.follows = follows;
    }

    /** @param followersCount of the user in the path */
    @Schema(requiredProperties = {"following", "followers_count"})
    record FollowState(
            @Schema(example = "true") boolean following,
            @Schema(example = "1234") long followersCount) {}

    @PutMapping("/v1/users/{user_id}/follow")
    @Operation(
            operationId = "followUser",
            summary = "Follow a user",
            description =
                    "Idempotent. Not of a user who blocks the caller or whom the caller blocks, and of 5,000 users at"
                            + " most.")
    @CanFail(status = 403, code = "blocked")
    @CanFail(status = 404, code = "not_found")
    @CanFail(status = 422, code = "cannot_follow_self")
    @CanFail(status = 422, code = "following_limit_reached")
    FollowState follow(Caller caller, @PathVariable("user_id") long userId) {
        return new FollowState(true, follows.follow(caller.userId(), userId));
    }

    @DeleteMapping("/v1/users/{user_id}/follow")
    @Operation(operationId = "unfollowUser", summary = "Unfollow a user", description = "Idempotent.")
    @CanFail(status = 404, code = "not_found")
    FollowState unfollow(Caller caller, @PathVariable("user_id") long userId) {
        return new FollowState(false, follows.unfollow(caller.userId(), userId));
    }
}
