package io.rookery.user.sessions;

import io.rookery.user.profiles.User;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a client gets when it logs in.
 *
 * @param expiresIn seconds until the access token ends
 * @param refreshToken good once, for the next session
 */
@Schema(requiredProperties = {"user", "access_token", "token_type", "expires_in", "refresh_token"})
record Session(User user, String accessToken, String tokenType, long expiresIn, String refreshToken) {

    /** Keeps tokens out of logs. */
    @Override
    public String toString() {
        return "Session[userId=" + user.userId() + "]";
    }
}
