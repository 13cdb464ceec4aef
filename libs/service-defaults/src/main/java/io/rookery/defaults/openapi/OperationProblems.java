package io.rookery.defaults.openapi;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which problems an operation may answer: those of every operation of its shape, which filters and the framework answer,
 * and those it names itself.
 */
final class OperationProblems {

    /**
     * What is known of an operation from outside.
     *
     * @param open needs no access token
     * @param keyed takes an {@code Idempotency-Key}
     */
    record Shape(boolean open, boolean parameters, boolean cursor, boolean body, boolean keyed) {}

    private final SortedMap<Integer, SortedSet<String>> codes = new TreeMap<>();

    private OperationProblems() {}

    /** Codes by status. */
    static SortedMap<Integer, SortedSet<String>> of(Shape shape, Collection<CanFail> own) {
        var problems = new OperationProblems();
        problems.add(400, "malformed_request");
        problems.add(405, "method_not_allowed");
        problems.add(406, "not_acceptable");
        problems.add(429, "rate_limited");
        problems.add(500, "internal_error");
        problems.add(503, "service_unavailable");
        if (!shape.open()) {
            problems.add(401, "unauthenticated");
        }
        if (shape.parameters()) {
            problems.add(400, "invalid_parameter");
        }
        if (shape.cursor()) {
            problems.add(400, "invalid_cursor");
        }
        if (shape.body()) {
            problems.add(413, "payload_too_large");
            problems.add(415, "unsupported_media_type");
            problems.add(422, "validation_failed");
        }
        if (shape.keyed()) {
            problems.add(400, "invalid_idempotency_key");
            problems.add(409, "idempotency_in_progress");
            problems.add(422, "idempotency_key_reused");
        }
        own.forEach(problem -> problems.add(problem.status(), problem.code()));
        return problems.codes;
    }

    private void add(int status, String code) {
        codes.computeIfAbsent(status, _ -> new TreeSet<>()).add(code);
    }
}
