package io.rookery.user.erasure;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users erase themselves. */
@RestController
@Tag(name = "Users")
class ErasureController {

    private final ErasureService erasures;

    ErasureController(ErasureService erasures) {
        this.erasures = erasures;
    }

    enum State {
        @JsonProperty("erasing")
        ERASING,
        /** In every store. */
        @JsonProperty("erased")
        ERASED
    }

    @Schema(requiredProperties = {"user_id", "state", "requested_at"})
    record ErasureState(
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "1929145904133046279")
            long userId,

            State state,
            @Schema(example = "2026-01-01T00:00:00.000Z") Instant requestedAt) {}

    @DeleteMapping("/v1/users/me")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "eraseOwnUser",
            summary = "Erase oneself, for ever",
            description = "At once the profile is gone, all sessions have ended, and handle and e-mail address are free"
                    + " again. Tweets, media, follows and whatever else there is are erased from every store after it."
                    + " Idempotent.")
    @CanFail(status = 404, code = "not_found")
    ErasureState erase(Caller caller) {
        Erasure erasure = erasures.begin(caller.userId());
        State state = erasure.completedAt() == null ? State.ERASING : State.ERASED;
        return new ErasureState(erasure.userId(), state, erasure.requestedAt());
    }
}
