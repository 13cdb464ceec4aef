package io.rookery.user;

import com.nimbusds.jwt.SignedJWT;
import io.rookery.test.ServiceApi.Reply;
import java.text.ParseException;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Registers, logs in, refreshes and logs out over HTTP. */
@TestComponent
public class SignIns {

    public static final String PASSWORD = "correct horse battery";

    private final Api api;

    public SignIns(Api api) {
        this.api = api;
    }

    /** Under a handle that no other test has. */
    public Reply register() {
        return register(TestUsers.handle());
    }

    public Reply register(String handle) {
        return register(handle, address(handle), PASSWORD);
    }

    public Reply register(String handle, String email, String password) {
        return api.post("/v1/auth/register", Map.of("handle", handle, "email", email, "password", password));
    }

    public Reply registerOnce(String handle, String idempotencyKey) {
        return api.exchange(
                HttpMethod.POST,
                "/v1/auth/register",
                Map.of("Idempotency-Key", idempotencyKey),
                "{\"handle\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(handle, address(handle), PASSWORD));
    }

    public Reply login(String login, String password) {
        return api.post("/v1/auth/login", Map.of("login", login, "password", password));
    }

    public Reply refresh(Reply session) {
        return api.post("/v1/auth/refresh", Map.of("refresh_token", session.text("refresh_token")));
    }

    public Reply refresh(Reply session, String idempotencyKey) {
        return api.exchange(
                HttpMethod.POST,
                "/v1/auth/refresh",
                Map.of("Idempotency-Key", idempotencyKey),
                "{\"refresh_token\":\"" + session.text("refresh_token") + "\"}");
    }

    public Reply logout(String refreshToken) {
        return api.post("/v1/auth/logout", Map.of("refresh_token", refreshToken));
    }

    /** Reads one's own user, with the access token of a session. */
    public Reply me(Reply session) {
        return api.exchange(
                HttpMethod.GET,
                "/v1/users/me",
                Map.of(HttpHeaders.AUTHORIZATION, "Bearer " + session.text("access_token")),
                null);
    }

    /** The e-mail address of who registered with a handle alone. */
    public static String address(String handle) {
        return handle + "@example.org";
    }

    public static String handle(Reply session) {
        return session.body().path("user").path("handle").asString();
    }

    public static long userId(Reply session) {
        return Long.parseLong(session.body().path("user").path("user_id").asString());
    }

    /** The session's id, from its access token. */
    public static String sid(Reply session) {
        try {
            return SignedJWT.parse(session.text("access_token"))
                    .getJWTClaimsSet()
                    .getStringClaim("sid");
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
