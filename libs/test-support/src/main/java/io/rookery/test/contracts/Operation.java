package io.rookery.test.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One method of one path.
 *
 * @param method in capitals, as in a request
 * @param path with its parameters in braces
 * @param node what the document says about it
 * @param publicByDefault whether the document asks for no token unless an operation does
 */
public record Operation(String method, String path, ObjectNode node, boolean publicByDefault) {

    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    /** What the value of a parameter in a path is made of; the gateway knows no path with anything else (RFC 3986, 2.3). */
    private static final Pattern UNRESERVED = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]+");

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    public String id() {
        return node.path("operationId").asString();
    }

    /** Whether it answers without an access token. */
    public boolean isPublic() {
        return node.has("security") ? node.get("security").isEmpty() : publicByDefault;
    }

    public List<JsonNode> parameters() {
        return node.path("parameters").valueStream().toList();
    }

    /** The schema of its JSON body, which may be a {@code $ref}; empty if it takes none. */
    public Optional<JsonNode> requestSchema() {
        return Optional.of(node.path("requestBody").path("content").path(JSON).path("schema"))
                .filter(schema -> !schema.isMissingNode());
    }

    /** What is promised for this status, or missing. */
    JsonNode response(String status) {
        return node.path("responses").path(status);
    }

    /** Whether it names its problems one by one, not only by {@code default}. */
    boolean namesItsProblems() {
        return node.path("responses").propertyNames().stream().anyMatch(status -> status.startsWith("4"));
    }

    /** The {@code code}s of its problems with this status: the keys of their examples. */
    public Set<String> codes(int status) {
        Set<String> codes = new TreeSet<>();
        JsonNode problem = response(Integer.toString(status)).path("content").path(PROBLEM);
        codes.addAll(problem.path("examples").propertyNames());
        problem.findValues("code").forEach(code -> {
            code.path("enum").forEach(value -> codes.add(value.asString()));
            if (code.has("const")) {
                codes.add(code.get("const").asString());
            }
            if (code.isString()) {
                codes.add(code.asString());
            }
        });
        return codes;
    }

    boolean fits(String requestPath) {
        List<String> template = segments(path);
        List<String> request = segments(requestPath.replaceFirst("[?#].*", ""));
        if (template.size() != request.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            boolean fits = isParameter(template.get(i))
                    ? UNRESERVED.matcher(request.get(i)).matches()
                    : template.get(i).equals(request.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Sorts fixed words before parameters, from the left. */
    String specificity() {
        List<String> kinds = new ArrayList<>();
        segments(path).forEach(segment -> kinds.add(isParameter(segment) ? "1" : "0"));
        return String.join("", kinds);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
