package io.rookery.user.profiles;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.user.accounts.Account;
import io.rookery.user.accounts.AccountRepository;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What other services show of a user; in no particular order, unknown and erased ones absent. */
@RestController
@RequestMapping("/internal/users")
class InternalUserController {

    private final AccountRepository accounts;
    private final ProfileService profiles;

    InternalUserController(AccountRepository accounts, ProfileService profiles) {
        this.accounts = accounts;
        this.profiles = profiles;
    }

    record UserCard(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
            String handle,
            String displayName,
            @Nullable String avatarUrl) {

        static UserCard of(Account account) {
            return new UserCard(account.userId(), account.handle(), account.displayName(), account.avatarUrl());
        }
    }

    record UserCards(List<UserCard> users) {

        static UserCards of(List<Account> accounts) {
            return new UserCards(accounts.stream().map(UserCard::of).toList());
        }
    }

    @GetMapping
    UserCards users(@RequestParam @Size(min = 1, max = 100) List<Long> ids) {
        return UserCards.of(accounts.findAll(ids));
    }

    /** In any case of their letters. */
    @GetMapping("/by-handles")
    UserCards usersByHandles(@RequestParam @Size(min = 1, max = 50) List<String> handles) {
        return UserCards.of(accounts.findByHandles(handles));
    }

    record Profiles(List<User> users) {}

    /** As in a list the viewer reads: in the order asked for, without who is unknown or blocked either way. */
    @GetMapping("/profiles")
    Profiles profiles(
            @RequestParam("viewer_id") long viewerId, @RequestParam @Size(min = 1, max = 100) List<Long> ids) {
        return new Profiles(profiles.listed(viewerId, ids));
    }
}
