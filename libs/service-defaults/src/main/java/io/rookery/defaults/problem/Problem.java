package io.rookery.defaults.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error (RFC 9457).
 *
 * @param code a stable slug for programs; {@code type} is {@code urn:rookery:problem:<code>}
 * @param detail one sentence for people; never a class name, a statement or a stack trace
 * @param instance the path that was asked for
 * @param errors which parts of the request are wrong, for validation only
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonProperty("request_id") String requestId,
        List<Invalid> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** @param pointer a JSON pointer into the body, or the name of a parameter */
    public record Invalid(String pointer, String code, String detail) {}

    public static Problem of(
            int status, String title, String code, String detail, String instance, @Nullable String requestId) {
        return of(status, title, code, detail, instance, requestId, List.of());
    }

    public static Problem of(
            int status,
            String title,
            String code,
            String detail,
            String instance,
            @Nullable String requestId,
            List<Invalid> errors) {
        return new Problem(
                "urn:rookery:problem:" + code,
                title,
                status,
                detail,
                instance,
                code,
                requestId == null ? "" : requestId,
                errors);
    }
}
