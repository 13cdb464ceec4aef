package io.rookery.user.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code users} that is not erased. Only changed columns are written: {@code pulled_at}, and what another
 * request changes, stays.
 */
@Entity
@Table(name = "users")
@DynamicUpdate
@SQLRestriction("erased_at is null")
class AccountRow {

    /** Made by the column's default, {@code next_id()}. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long userId;

    @Column(updatable = false)
    String handle;

    @Column(updatable = false)
    String email;

    @Column(updatable = false)
    String passwordHash;

    String displayName;

    @Nullable
    String bio;

    @Nullable
    String location;

    @Nullable
    String website;

    @Nullable
    String avatarUrl;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected AccountRow() {}

    AccountRow(NewAccount account) {
        handle = account.handle();
        email = account.email();
        passwordHash = account.passwordHash();
        displayName = account.displayName();
    }

    void change(ProfileChange change) {
        if (change.displayName() != null) {
            displayName = change.displayName();
        }
        bio = changed(bio, change.bio());
        location = changed(location, change.location());
        website = changed(website, change.website());
        avatarUrl = changed(avatarUrl, change.avatarUrl());
    }

    long userId() {
        if (userId == null) {
            throw new IllegalStateException("Not stored yet");
        }
        return userId;
    }

    Account toAccount() {
        return new Account(userId(), handle, email, displayName, bio, location, website, avatarUrl);
    }

    @SuppressWarnings("NullableOptional") // as in ProfileChange
    private static @Nullable String changed(@Nullable String value, @Nullable Optional<String> change) {
        return change == null ? value : change.orElse(null);
    }
}
