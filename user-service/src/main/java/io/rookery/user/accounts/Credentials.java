package io.rookery.user.accounts;

/** What a login is checked against. */
public record Credentials(long userId, String passwordHash) {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "Credentials[userId=" + userId + "]";
    }
}
