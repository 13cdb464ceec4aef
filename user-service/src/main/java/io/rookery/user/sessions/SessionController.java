package io.rookery.user.sessions;

import io.rookery.defaults.idempotency.CurrentClaim;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.user.accounts.Email;
import io.rookery.user.accounts.Handle;
import io.rookery.user.accounts.PlainText;
import io.rookery.user.accounts.TextLength;
import io.rookery.user.accounts.WholeCharacters;
import io.rookery.user.passwords.CommonPassword;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts begin and sessions begin, go on and end here; the only paths that need no access token. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "Sessions")
@SecurityRequirements
class SessionController {

    private final SessionService sessions;

    SessionController(SessionService sessions) {
        this.sessions = sessions;
    }

    /** @param displayName the handle if absent */
    @PasswordIsName
    record Register(
            @NotNull
            @Pattern(regexp = Handle.PATTERN, message = "must be 1 to 15 letters, digits or underscores")
            @Schema(example = "wren_1")
            String handle,

            @NotNull
            @Size(max = Email.MAX_LENGTH)
            @Pattern(regexp = Email.PATTERN, message = "must be an e-mail address")
            @Schema(example = "wren@example.org")
            String email,

            @NotNull
            @TextLength(min = 10, max = 128)
            @WholeCharacters
            @CommonPassword
            @Schema(
                    minLength = 10,
                    maxLength = 128,
                    description = "Any characters; not the handle, not the address",
                    example = "correct horse battery")
            String password,

            @TextLength(min = 1, max = 50)
            @PlainText
            @Schema(minLength = 1, maxLength = 50, description = "The handle if absent", example = "Wren")
            @Nullable
            String displayName) {

        Register {
            displayName = displayName == null ? null : displayName.strip();
        }

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Register[handle=" + handle + "]";
        }
    }

    record Login(
            @NotNull @Schema(description = "Handle or e-mail address", example = "wren@example.org")
            String login,

            @NotNull @WholeCharacters @Schema(example = "correct horse battery")
            String password) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Login[]";
        }
    }

    record Refresh(
            @NotNull @Schema(example = Session.REFRESH_TOKEN)
            String refreshToken) {

        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @CanFail(status = 409, code = "handle_taken")
    @CanFail(status = 409, code = "email_taken")
    @Operation(
            operationId = "register",
            summary = "Make an account and log in",
            description =
                    "Handle and e-mail address are unique without regard to case. An installation may refuse passwords"
                            + " that others guess first, with `common_password` at `/password`.")
    Session register(@Valid @RequestBody Register body) {
        String displayName = body.displayName() == null ? body.handle() : body.displayName();
        return sessions.register(body.handle(), body.email(), body.password(), displayName, CurrentClaim.get());
    }

    @PostMapping("/login")
    @CanFail(status = 401, code = "invalid_credentials")
    @Operation(
            operationId = "login",
            summary = "Log in",
            description = "401 `invalid_credentials`, whether the user or the password is wrong. After too many wrong"
                    + " passwords for one login, be there such a user or not: 429 `rate_limited`.")
    Session login(@Valid @RequestBody Login body) {
        return sessions.login(body.login(), body.password());
    }

    @PostMapping("/refresh")
    @CanFail(status = 401, code = "invalid_refresh_token")
    @Operation(
            operationId = "refresh",
            summary = "Exchange a refresh token for a new session",
            description = "A refresh token is good once: of several uses at once one wins, and the others get 401"
                    + " `invalid_refresh_token`. One that is used again later ends the whole login, its access tokens too."
                    + " A client that lost the reply repeats the request with the same `Idempotency-Key`.")
    Session refresh(@Valid @RequestBody Refresh body) {
        return sessions.refresh(body.refreshToken(), CurrentClaim.get());
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "logout",
            summary = "Log out: end the login a refresh token comes from",
            description = "Its access tokens are good no more, within about a second. An unknown token is no error.")
    void logout(@Valid @RequestBody Refresh body) {
        sessions.logout(body.refreshToken());
    }
}
