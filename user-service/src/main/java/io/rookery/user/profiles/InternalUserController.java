package io.rookery.user.profiles;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.user.accounts.Account;
import io.rookery.user.accounts.AccountRepository;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What other services show of a user. */
@RestController
class InternalUserController {

    private final AccountRepository accounts;

    InternalUserController(AccountRepository accounts) {
        this.accounts = accounts;
    }

    record UserCard(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long userId, String handle, String displayName) {

        static UserCard of(Account account) {
            return new UserCard(account.userId(), account.handle(), account.displayName());
        }
    }

    record UserCards(List<UserCard> users) {}

    /** In no particular order, unknown ones absent. */
    @GetMapping("/internal/users")
    UserCards users(@RequestParam @Size(min = 1, max = 100) List<Long> ids) {
        return new UserCards(accounts.findAll(ids).stream().map(UserCard::of).toList());
    }
}
