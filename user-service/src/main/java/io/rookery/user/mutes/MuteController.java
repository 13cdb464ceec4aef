package io.rookery.user.mutes;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mutes and unmutes, for the caller. */
@RestController
@Tag(name = "Graph")
class MuteController {

    private final MuteService mutes;

    MuteController(MuteService mutes) {
        this.mutes = mutes;
    }

    @Schema(requiredProperties = "muting")
    record MuteState(@Schema(example = "true") boolean muting) {}

    @PutMapping("/v1/users/{user_id}/mute")
    @Operation(
            operationId = "muteUser",
            summary = "Mute a user",
            description =
                    "Idempotent. Their tweets and retweets leave the caller's home timeline, and nobody can see it. At"
                            + " most 10,000 users.")
    @CanFail(status = 404, code = "not_found")
    @CanFail(status = 422, code = "cannot_mute_self")
    @CanFail(status = 422, code = "mute_limit_reached")
    MuteState mute(Caller caller, @PathVariable("user_id") long userId) {
        mutes.mute(caller.userId(), userId);
        return new MuteState(true);
    }

    @DeleteMapping("/v1/users/{user_id}/mute")
    @Operation(
            operationId = "unmuteUser",
            summary = "Unmute a user",
            description = "Idempotent. Their tweets are back at the next read.")
    @CanFail(status = 404, code = "not_found")
    MuteState unmute(Caller caller, @PathVariable("user_id") long userId) {
        mutes.unmute(caller.userId(), userId);
        return new MuteState(false);
    }
}
