package io.rookery.defaults.openapi;

import io.rookery.defaults.problem.Problem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The parts of a document that many operations have in common: each is there once, and referred to. */
final class SharedResponses {

    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final List<String> REQUIRED =
            List.of("type", "title", "status", "detail", "instance", "code", "request_id");

    private static final Map<String, String> INVALID =
            Map.of("pointer", "/name", "code", "not_blank", "detail", "must not be blank");

    /** Of every reply. */
    private static final List<String> ALWAYS = List.of("X-Request-Id", "RateLimit", "RateLimit-Policy");

    private final Components components;

    SharedResponses(Components components) {
        this.components = components;
        header(
                "X-Request-Id",
                "The request's id in logs: the one sent, or a new one",
                "5f2b8e1c-3c1a-4e0e-9a53-0f7f4f3f5d9e");
        header("RateLimit", "What is left of the limit now (IETF draft ratelimit-headers)", "\"user\";r=42;t=10");
        header("RateLimit-Policy", "The limit (IETF draft ratelimit-headers)", "\"user\";q=100;w=10");
        header(HttpHeaders.RETRY_AFTER, "Seconds to wait before trying again", "2");
        header(HttpHeaders.WWW_AUTHENTICATE, "How to authenticate (RFC 6750)", "Bearer error=\"invalid_token\"");
        header(
                HttpHeaders.ETAG,
                "Names this state of what was read; for `If-None-Match`",
                "\"0a4d55a8d778e5022fab701977c5d840b\"");
        header(HttpHeaders.LOCATION, "The path of what was made, if it has one", "/v1/users/1590000000000000000");
        header("Idempotency-Replayed", "`true` if this is the stored reply of an earlier request with the key", "true");
        complete("Problem", REQUIRED, example(404, "not_found"));
        complete("Invalid", List.of("pointer", "code", "detail"), INVALID);
    }

    /** Since 3.1 a schema may have several types. */
    static Schema<Object> text() {
        Schema<Object> text = new Schema<>();
        text.setTypes(Set.of("string"));
        return text;
    }

    /** A reference to a shared header, as it stands in a response. */
    static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    static Map<String, Header> headers(List<String> more) {
        Map<String, Header> headers = new LinkedHashMap<>();
        ALWAYS.forEach(name -> headers.put(name, header(name)));
        more.forEach(name -> headers.put(name, header(name)));
        return headers;
    }

    /** A reference to the response with this status and exactly these codes. */
    ApiResponse problem(int status, SortedSet<String> codes) {
        String name = status + "." + String.join(".", codes);
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            components.addResponses(name, newProblem(status, codes));
        }
        return new ApiResponse().$ref("#/components/responses/" + name);
    }

    private static ApiResponse newProblem(int status, SortedSet<String> codes) {
        String title = title(status);
        var body = new MediaType().schema(new Schema<>().$ref(PROBLEM));
        codes.forEach(code -> body.addExamples(code, new Example().value(example(status, code))));
        return new ApiResponse()
                .description(title + ": "
                        + codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", ")))
                .headers(headers(headersOf(status, codes)))
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, body));
    }

    private static List<String> headersOf(int status, SortedSet<String> codes) {
        return switch (status) {
            case 401 -> List.of(HttpHeaders.WWW_AUTHENTICATE);
            case 429, 503 -> List.of(HttpHeaders.RETRY_AFTER);
            default -> codes.contains("idempotency_in_progress") ? List.of(HttpHeaders.RETRY_AFTER) : List.of();
        };
    }

    private void complete(String name, List<String> required, Map<String, ?> example) {
        Schema<?> schema = Objects.requireNonNull(components.getSchemas().get(name));
        schema.setRequired(required);
        schema.setExample(example);
    }

    private static Map<String, Object> example(int status, String code) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:rookery:problem:" + code);
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", "One sentence for people.");
        problem.put("instance", "/v1/users/1590000000000000000");
        problem.put("code", code);
        problem.put("request_id", "5f2b8e1c-3c1a-4e0e-9a53-0f7f4f3f5d9e");
        if (code.equals("validation_failed")) {
            problem.put("errors", List.of(INVALID));
        }
        return problem;
    }

    private static String title(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Problem" : known.getReasonPhrase();
    }

    private void header(String name, String description, String example) {
        components.addHeaders(
                name, new Header().description(description).schema(text()).example(example));
    }
}
