package io.rookery.timeline.home;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.problem.ForbiddenException;
import io.rookery.defaults.problem.InvalidParameterException;
import io.rookery.defaults.security.Caller;
import io.rookery.defaults.web.Cursor;
import io.rookery.defaults.web.InvalidCursorException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/users/{user_id}/timeline}: one's own home timeline. */
@RestController
@Tag(name = "Timelines")
class HomeController {

    static final String DEGRADED = "X-Timeline-Degraded";

    /** A cursor says which way it leads: older than its id, or newer. */
    private static final long OLDER = 0;

    private static final long NEWER = 1;

    private final HomeService home;

    HomeController(HomeService home) {
        this.home = home;
    }

    @Operation(
            operationId = "getHomeTimeline",
            summary = "One page of one's own home timeline, newest first",
            description =
                    "`next_cursor` leads to older tweets and is absent at the end; `prev_cursor` to what came since,"
                            + " the tweets next to it first. `X-Timeline-Degraded: true` marks a page served without the"
                            + " timeline store: complete, but slower.")
    @ApiResponse(
            responseCode = "200",
            description = "A page, which may be short and still have a next one",
            useReturnTypeSchema = true,
            headers =
                    @Header(
                            name = DEGRADED,
                            description = "`true` if the timeline store was left out, else absent",
                            schema = @Schema(type = "string", example = "true")))
    @CanFail(status = 400, code = "invalid_cursor")
    @CanFail(status = 403, code = "forbidden")
    @GetMapping("/v1/users/{user_id}/timeline")
    ResponseEntity<TimelinePage> timeline(
            Caller caller,
            @Parameter(description = "`me`, or one's own id") @PathVariable("user_id") String userId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        long readerId = caller.userId();
        if (!userId.equals("me") && parse(userId) != readerId) {
            throw new ForbiddenException("A home timeline is for its owner only.");
        }
        String list = "home:" + readerId;
        HomeService.Page page;
        if (cursor == null) {
            page = home.older(readerId, Long.MAX_VALUE, limit);
        } else {
            long[] position = Cursor.decode(list, cursor, 2);
            page = page(readerId, position[0], position[1], limit);
        }
        ResponseEntity.BodyBuilder reply = ResponseEntity.ok();
        if (page.degraded()) {
            reply.header(DEGRADED, "true");
        }
        return reply.body(new TimelinePage(
                page.tweets(),
                page.older().isPresent()
                        ? Cursor.encode(list, OLDER, page.older().getAsLong())
                        : null,
                Cursor.encode(list, NEWER, page.newer())));
    }

    private HomeService.Page page(long readerId, long direction, long id, int limit) {
        if (id < 0) {
            throw new InvalidCursorException();
        }
        if (direction == OLDER) {
            return home.older(readerId, id, limit);
        }
        if (direction == NEWER) {
            return home.newer(readerId, id, limit);
        }
        throw new InvalidCursorException();
    }

    private static long parse(String userId) {
        try {
            return Snowflake.parse(userId);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("The user id is neither `me` nor 1 to 19 digits.");
        }
    }

    /**
     * @param tweets newest first; a page may be short and still have a next one
     * @param nextCursor absent at the end of the timeline
     */
    @Schema(requiredProperties = {"tweets", "prev_cursor"})
    record TimelinePage(
            @ArraySchema(schema = @Schema(implementation = PublishedTweet.class))
            List<ShownTweet> tweets,

            @JsonProperty("next_cursor")
            @Schema(description = "Leads to older tweets; absent at the end", example = "AQAAAAAAAAAAG9idAKFAAAH6FbDA")
            @Nullable
            String nextCursor,

            @JsonProperty("prev_cursor")
            @Schema(description = "Leads to what came since", example = "AQAAAAAAAAABG9idAKFAAAHYh2nF")
            String prevCursor) {}
}
