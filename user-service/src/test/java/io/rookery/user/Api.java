package io.rookery.user;

import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;

/** user-service over HTTP. */
@TestComponent
public class Api extends ServiceApi {

    public Api(Environment environment, TestTokens tokens) {
        super(environment, tokens);
    }

    public Reply follow(long userId, long followeeId) {
        return send(userId, HttpMethod.PUT, "/v1/users/" + followeeId + "/follow", null);
    }

    public Reply unfollow(long userId, long followeeId) {
        return delete(userId, "/v1/users/" + followeeId + "/follow");
    }

    public Reply block(long userId, long blockedId) {
        return send(userId, HttpMethod.PUT, "/v1/users/" + blockedId + "/block", null);
    }

    public Reply unblock(long userId, long blockedId) {
        return delete(userId, "/v1/users/" + blockedId + "/block");
    }

    public Reply mute(long userId, long mutedId) {
        return send(userId, HttpMethod.PUT, "/v1/users/" + mutedId + "/mute", null);
    }

    public Reply unmute(long userId, long mutedId) {
        return delete(userId, "/v1/users/" + mutedId + "/mute");
    }

    public Reply changeProfile(long userId, String body) {
        return send(userId, HttpMethod.PATCH, "/v1/users/me", body);
    }
}
