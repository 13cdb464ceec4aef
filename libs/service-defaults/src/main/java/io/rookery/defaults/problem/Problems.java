package io.rookery.defaults.problem;

import io.rookery.defaults.tracing.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Makes {@link Problem} replies, for controllers and for filters that stand before them. */
public final class Problems {

    /** Seconds a client is asked to wait after a 503: about the restart of one process. */
    static final String RETRY_AFTER_SECONDS = "2";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** Writes the problem as the whole reply; only valid while nothing was written yet. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        ResponseEntity<Problem> reply = reply(status, code, detail, List.of(), instance(request));
        response.setStatus(status.value());
        reply.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(json.writeValueAsBytes(reply.getBody()));
    }

    static ResponseEntity<Problem> reply(
            HttpStatus status, String code, String detail, List<Problem.Invalid> errors, String instance) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        Problem problem = Problem.of(
                status.value(), status.getReasonPhrase(), code, detail, instance, RequestId.current(), errors);
        return new ResponseEntity<>(problem, headers, status);
    }

    /** For {@code Retry-After}: rounded up, so that who waits so long is not refused for the rest of a second. */
    static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    static String instance(HttpServletRequest request) {
        return request.getRequestURI();
    }
}
