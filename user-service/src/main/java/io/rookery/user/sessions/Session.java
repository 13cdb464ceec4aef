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
record Session(
        User user,
        @Schema(example = ACCESS_TOKEN) String accessToken,
        @Schema(example = "Bearer") String tokenType,

        @Schema(example = "900", description = "Seconds until the access token ends")
        long expiresIn,

        @Schema(example = REFRESH_TOKEN, description = "Good once, for the next session")
        String refreshToken) {

    static final String REFRESH_TOKEN = "bm90LWEtdG9rZW4tYnV0LW9uZS1sb29rcy1saWtlLXRoaXMtNjQtY2hhcmFjdGVy";

    private static final String ACCESS_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl";

    /** Keeps tokens out of logs. */
    @Override
    public String toString() {
        return "Session[userId=" + user.userId() + "]";
    }
}
