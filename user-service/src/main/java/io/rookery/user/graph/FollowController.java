package io.rookery.user.graph;

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
    record FollowState(boolean following, long followersCount) {}

    @PutMapping("/v1/users/{user_id}/follow")
    @Operation(
            operationId = "followUser",
            summary = "Follow a user",
            description = "Idempotent. 422 `cannot_follow_self`; 422 `following_limit_reached` above 5,000 followees.")
    FollowState follow(Caller caller, @PathVariable("user_id") long userId) {
        return new FollowState(true, follows.follow(caller.userId(), userId));
    }

    @DeleteMapping("/v1/users/{user_id}/follow")
    @Operation(operationId = "unfollowUser", summary = "Unfollow a user", description = "Idempotent.")
    FollowState unfollow(Caller caller, @PathVariable("user_id") long userId) {
        return new FollowState(false, follows.unfollow(caller.userId(), userId));
    }
}
