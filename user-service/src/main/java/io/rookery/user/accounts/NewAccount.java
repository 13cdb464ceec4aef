package io.rookery.user.accounts;

/** An account that is not there yet. */
public record NewAccount(String handle, String email, String passwordHash, String displayName) {

    public NewAccount {
        if (!Handle.isValid(handle) || !Email.isValid(email)) {
            throw new IllegalArgumentException("Not a valid handle or address");
        }
    }

    /** Keeps address and hash out of logs. */
    @Override
    public String toString() {
        return "NewAccount[handle=" + handle + "]";
    }
}
