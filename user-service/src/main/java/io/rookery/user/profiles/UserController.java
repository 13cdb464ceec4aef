package io.rookery.user.profiles;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.rookery.user.accounts.PlainText;
import io.rookery.user.accounts.ProfileChange;
import io.rookery.user.accounts.TextLength;
import io.rookery.user.avatars.Avatars;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users by id, by handle, and one's own. */
@RestController
@RequestMapping("/v1/users")
@Tag(name = "Users")
class UserController {

    private static final String WEB_URL = "^([hH][tT][tT][pP][sS]?://[^\\s/?#]+\\S*)?$";

    private static final String BLOCKS =
            "A block hides tweets and takes out of lists, but hides no profile, either way: so it"
                    + " can be seen, as `viewer.blocking`, and undone.";

    private final ProfileService profiles;
    private final Avatars avatars;

    UserController(ProfileService profiles, Avatars avatars) {
        this.profiles = profiles;
        this.avatars = avatars;
    }

    /**
     * What the body says of each part: nothing (null here), null (empty here) or a text; null or an empty text clears one
     * that may be missing. Not a record: Jackson calls a setter only for what is there.
     */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY) // for the published document
    @SuppressWarnings("NullableOptional") // three states
    static final class ChangeProfile {

        @Schema(
                types = "string",
                minLength = 1,
                maxLength = 50,
                requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                example = "Ann Lee")
        private @Nullable Optional<@NotNull @TextLength(min = 1, max = 50) @PlainText String> displayName;

        @Schema(
                types = {"string", "null"},
                maxLength = 160,
                example = "Counts birds.")
        private @Nullable Optional<@TextLength(max = 160) @PlainText(multiline = true) String> bio;

        @Schema(
                types = {"string", "null"},
                maxLength = 30,
                example = "Helgoland")
        private @Nullable Optional<@TextLength(max = 30) @PlainText String> location;

        @Schema(
                types = {"string", "null"},
                maxLength = 100,
                description = "An http(s) URL",
                example = "https://example.org/ann")
        private @Nullable Optional<
                        @TextLength(max = 100) @PlainText @Pattern(regexp = WEB_URL, message = "must be an http(s) URL")
                        String>
                website;

        @Schema(
                types = {"string", "null"},
                description = "A ready picture of the caller's",
                example = "1929145904133046301")
        private @Nullable Optional<@Pattern(regexp = "^[0-9]{1,19}$", message = "must be an id") String> avatarMediaId;

        public void setDisplayName(@Nullable String displayName) {
            this.displayName = stripped(displayName);
        }

        public void setBio(@Nullable String bio) {
            this.bio = stripped(bio);
        }

        public void setLocation(@Nullable String location) {
            this.location = stripped(location);
        }

        public void setWebsite(@Nullable String website) {
            this.website = stripped(website);
        }

        public void setAvatarMediaId(@Nullable String avatarMediaId) {
            this.avatarMediaId = Optional.ofNullable(avatarMediaId);
        }

        /** @param avatarUrl the path of a picture */
        ProfileChange toChange(UnaryOperator<String> avatarUrl) {
            return new ProfileChange(
                    displayName == null ? null : displayName.orElse(null),
                    cleared(bio),
                    cleared(location),
                    cleared(website),
                    avatarMediaId == null ? null : avatarMediaId.map(avatarUrl));
        }

        private static Optional<String> stripped(@Nullable String text) {
            return Optional.ofNullable(text).map(String::strip);
        }

        private static @Nullable Optional<String> cleared(@Nullable Optional<String> text) {
            return text == null ? null : text.filter(value -> !value.isEmpty());
        }
    }

    @Schema(requiredProperties = "users")
    record Users(List<User> users) {}

    @GetMapping("/me")
    @Operation(operationId = "getOwnUser", summary = "Read one's own user, with the e-mail address")
    @CanFail(status = 404, code = "not_found")
    User own(Caller caller) {
        return profiles.own(caller.userId());
    }

    @PatchMapping("/me")
    @Operation(
            operationId = "changeOwnUser",
            summary = "Change one's own profile",
            description = "Absent fields stay as they are; null clears bio, location, website and the picture.")
    @CanFail(status = 404, code = "not_found")
    @CanFail(status = 422, code = "media_not_ready")
    User changeOwn(Caller caller, @Valid @RequestBody ChangeProfile body) {
        return profiles.changeOwn(caller.userId(), body.toChange(mediaId -> avatars.url(caller.userId(), mediaId)));
    }

    @GetMapping("/{user_id}")
    @Operation(operationId = "getUser", summary = "Read a user", description = BLOCKS)
    @CanFail(status = 404, code = "not_found")
    User user(Caller caller, @PathVariable("user_id") long userId) {
        return profiles.user(caller.userId(), userId);
    }

    @GetMapping("/by-handle/{handle}")
    @Operation(
            operationId = "getUserByHandle",
            summary = "Read a user by handle, in any case of its letters",
            description = BLOCKS)
    @CanFail(status = 404, code = "not_found")
    User userByHandle(Caller caller, @PathVariable String handle) {
        return profiles.userByHandle(caller.userId(), handle);
    }

    @GetMapping
    @Operation(
            operationId = "getUsers",
            summary = "Read several users, in the order asked for; unknown ones are absent",
            description = BLOCKS)
    Users users(Caller caller, @RequestParam @Size(min = 1, max = 100) List<Long> ids) {
        return new Users(profiles.users(caller.userId(), ids));
    }
}
