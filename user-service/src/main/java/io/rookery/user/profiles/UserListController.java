package io.rookery.user.profiles;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.problem.NotFoundException;
import io.rookery.defaults.security.Caller;
import io.rookery.defaults.web.Cursor;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.blocks.BlockRepository;
import io.rookery.user.graph.FollowRepository;
import io.rookery.user.graph.UserPage;
import io.rookery.user.mutes.MuteRepository;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of users, newest first; a cursor is the id of the last follow, block or mute seen. */
@RestController
@RequestMapping("/v1/users")
@Tag(name = "Graph")
class UserListController {

    private final AccountRepository accounts;
    private final FollowRepository follows;
    private final BlockRepository blocks;
    private final MuteRepository mutes;
    private final ProfileService profiles;

    UserListController(
            AccountRepository accounts,
            FollowRepository follows,
            BlockRepository blocks,
            MuteRepository mutes,
            ProfileService profiles) {
        this.accounts = accounts;
        this.follows = follows;
        this.blocks = blocks;
        this.mutes = mutes;
        this.profiles = profiles;
    }

    /** @param nextCursor absent at the end */
    @Schema(requiredProperties = "users")
    record UserList(
            List<User> users,

            @Schema(description = "Absent at the end", example = "ARsMf0KxQAAB0iPqkw") @Nullable
            String nextCursor) {}

    @GetMapping("/{user_id}/followers")
    @Operation(
            operationId = "listFollowers",
            summary = "Who follows a user, newest first",
            description = "Without those who block the caller or whom the caller blocks: a page may be short.")
    @CanFail(status = 404, code = "not_found")
    UserList followers(
            Caller caller,
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String list = "followers:" + userId;
        long before = position(list, cursor);
        requireUser(userId);
        UserPage page = follows.followers(userId, before, limit);
        return new UserList(profiles.listed(caller.userId(), page.userIds()), next(list, page));
    }

    @GetMapping("/{user_id}/following")
    @Operation(
            operationId = "listFollowing",
            summary = "Whom a user follows, newest first",
            description = "Without those who block the caller or whom the caller blocks: a page may be short.")
    @CanFail(status = 404, code = "not_found")
    UserList following(
            Caller caller,
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String list = "following:" + userId;
        long before = position(list, cursor);
        requireUser(userId);
        UserPage page = follows.followees(userId, before, limit);
        return new UserList(profiles.listed(caller.userId(), page.userIds()), next(list, page));
    }

    @GetMapping("/me/blocks")
    @Operation(operationId = "listBlocks", summary = "Whom the caller blocks, newest first")
    UserList blocks(
            Caller caller,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String list = "blocks:" + caller.userId();
        UserPage page = blocks.blocked(caller.userId(), position(list, cursor), limit);
        return new UserList(profiles.users(caller.userId(), page.userIds()), next(list, page));
    }

    @GetMapping("/me/mutes")
    @Operation(operationId = "listMutes", summary = "Whom the caller mutes, newest first")
    UserList mutes(
            Caller caller,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String list = "mutes:" + caller.userId();
        UserPage page = mutes.muted(caller.userId(), position(list, cursor), limit);
        return new UserList(profiles.users(caller.userId(), page.userIds()), next(list, page));
    }

    private static long position(String list, @Nullable String cursor) {
        return cursor == null ? Long.MAX_VALUE : Cursor.decode(list, cursor, 1)[0];
    }

    private static @Nullable String next(String list, UserPage page) {
        OptionalLong next = page.next();
        return next.isPresent() ? Cursor.encode(list, next.getAsLong()) : null;
    }

    private void requireUser(long userId) {
        if (!accounts.exists(userId)) {
            throw new NotFoundException("user " + userId);
        }
    }
}
