package io.rookery.gateway.limits;

import java.util.Locale;
import org.springframework.http.HttpMethod;

/** Requests that are counted together. */
public enum LimitGroup {
    READ,
    WRITE,
    LOGIN,
    REGISTER,
    MEDIA;

    private static final String REGISTER_PATH = "/v1/auth/register";
    private static final String SESSIONS = "/v1/auth/";
    private static final String UPLOADS = "/v1/media";

    /** By the path as it was sent: one that is spelled otherwise exists for nobody and costs nobody anything. */
    public static LimitGroup of(HttpMethod method, String rawPath) {
        if (rawPath.equals(REGISTER_PATH)) {
            return REGISTER;
        }
        if (rawPath.startsWith(SESSIONS)) {
            return LOGIN;
        }
        if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
            return READ;
        }
        return rawPath.equals(UPLOADS) || rawPath.startsWith(UPLOADS + "/") ? MEDIA : WRITE;
    }

    /** Those who are counted by address whatever they send: a token of one account must not open another's. */
    boolean isBeforeLogin() {
        return this == LOGIN || this == REGISTER;
    }

    /** Its name in headers, keys and metrics. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
