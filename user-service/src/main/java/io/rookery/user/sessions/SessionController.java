package io.rookery.user.sessions;

import io.rookery.user.accounts.Email;
import io.rookery.user.accounts.Handle;
import io.rookery.user.accounts.PlainText;
import io.rookery.user.accounts.TextLength;
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
    record Register(
            @NotNull @Pattern(regexp = Handle.PATTERN, message = "must be 1 to 15 letters, digits or underscores")
            String handle,

            @NotNull
            @Size(max = Email.MAX_LENGTH)
            @Pattern(regexp = Email.PATTERN, message = "must be an e-mail address")
            String email,

            @NotNull @TextLength(min = 10, max = 128) @Schema(minLength = 10, maxLength = 128)
            String password,

            @TextLength(min = 1, max = 50) @PlainText @Schema(minLength = 1, maxLength = 50) @Nullable
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
            @NotNull @Schema(description = "Handle or e-mail address")
            String login,

            @NotNull String password) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Login[]";
        }
    }

    record Refresh(@NotNull String refreshToken) {

        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "register",
            summary = "Make an account and log in",
            description = "409 `handle_taken` or `email_taken`.")
    Session register(@Valid @RequestBody Register body) {
        String displayName = body.displayName() == null ? body.handle() : body.displayName();
        return sessions.register(body.handle(), body.email(), body.password(), displayName);
    }

    @PostMapping("/login")
    @Operation(
            operationId = "login",
            summary = "Log in",
            description = "401 `invalid_credentials`, whether the user or the password is wrong.")
    Session login(@Valid @RequestBody Login body) {
        return sessions.login(body.login(), body.password());
    }

    @PostMapping("/refresh")
    @Operation(
            operationId = "refresh",
            summary = "Exchange a refresh token for a new session",
            description = "A refresh token is good once. 401 `invalid_refresh_token`; one that was used before ends the"
                    + " whole login.")
    Session refresh(@Valid @RequestBody Refresh body) {
        return sessions.refresh(body.refreshToken());
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "logout", summary = "Log out: end the login a refresh token comes from")
    void logout(@Valid @RequestBody Refresh body) {
        sessions.logout(body.refreshToken());
    }
}
