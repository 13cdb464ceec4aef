package io.rookery.user.profiles;

import io.rookery.defaults.problem.NotFoundException;
import io.rookery.defaults.security.Caller;
import io.rookery.defaults.web.Cursor;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.graph.FollowPage;
import io.rookery.user.graph.FollowRepository;
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

/** Followers and followees of a user, newest first; a cursor is the id of the last follow seen. */
@RestController
@RequestMapping("/v1/users/{user_id}")
@Tag(name = "Graph")
class FollowListController {

    private final AccountRepository accounts;
    private final FollowRepository follows;
    private final ProfileService profiles;

    FollowListController(AccountRepository accounts, FollowRepository follows, ProfileService profiles) {
        this.accounts = accounts;
        this.follows = follows;
        this.profiles = profiles;
    }

    /** @param nextCursor absent at the end */
    @Schema(requiredProperties = "users")
    record UserList(List<User> users, @Nullable String nextCursor) {}

    @GetMapping("/followers")
    @Operation(operationId = "listFollowers", summary = "Who follows a user, newest first")
    UserList followers(
            Caller caller,
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String list = "followers:" + userId;
        long before = position(list, cursor);
        requireUser(userId);
        return present(caller, list, follows.followers(userId, before, limit));
    }

    @GetMapping("/following")
    @Operation(operationId = "listFollowing", summary = "Whom a user follows, newest first")
    UserList following(
            Caller caller,
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String list = "following:" + userId;
        long before = position(list, cursor);
        requireUser(userId);
        return present(caller, list, follows.followees(userId, before, limit));
    }

    private static long position(String list, @Nullable String cursor) {
        return cursor == null ? Long.MAX_VALUE : Cursor.decode(list, cursor, 1)[0];
    }

    private void requireUser(long userId) {
        if (!accounts.exists(userId)) {
            throw new NotFoundException("user " + userId);
        }
    }

    private UserList present(Caller caller, String list, FollowPage page) {
        OptionalLong next = page.next();
        return new UserList(
                profiles.users(caller.userId(), page.userIds()),
                next.isPresent() ? Cursor.encode(list, next.getAsLong()) : null);
    }
}
