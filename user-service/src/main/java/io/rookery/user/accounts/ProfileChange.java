package io.rookery.user.accounts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each part is null to leave it as it is, or empty to clear it. */
@SuppressWarnings("NullableOptional") // three states: absent, cleared, set
public record ProfileChange(
        @Nullable String displayName,
        @Nullable Optional<String> bio,
        @Nullable Optional<String> location,
        @Nullable Optional<String> website,
        @Nullable Optional<String> avatarUrl) {}
