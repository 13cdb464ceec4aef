package io.rookery.test.contracts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What a newer contract breaks for those who rely on the older one. What is only added breaks nothing.
 *
 * <p>Our own and not openapi-diff, because that one (2.1.7) does not see a changed type in OpenAPI 3.1.
 */
final class Compatibility {

    /** Who reads a schema: what must not become narrower for one, must not become wider for the other. */
    private enum Side {
        REQUEST,
        REPLY
    }

    private static final List<String> REPLY_VALUES = List.of("type", "format", "const", "pattern");

    /** Enums of replies are open. */
    private static final List<String> REQUEST_VALUES =
            List.of("type", "format", "const", "pattern", "enum", "multipleOf", "uniqueItems");

    /** Limits that refuse more as they rise. */
    private static final List<String> LOWER_LIMITS =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

    /** Limits that refuse more as they fall. */
    private static final List<String> UPPER_LIMITS =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private final JsonNode oldRoot;
    private final JsonNode newRoot;
    private final List<String> breaks = new ArrayList<>();
    /** A schema may contain itself. */
    private final Set<String> compared = new HashSet<>();

    private Compatibility(JsonNode oldRoot, JsonNode newRoot) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
    }

    /** Of an API; empty if every client of the older one can go on as it is. */
    static List<String> breaks(ApiDocument older, ApiDocument newer) {
        Compatibility comparison = new Compatibility(older.root(), newer.root());
        Map<String, Operation> now = new TreeMap<>();
        newer.operations().forEach(operation -> now.put(operation.toString(), operation));
        older.operations().forEach(operation -> {
            Operation same = now.get(operation.toString());
            if (same == null) {
                comparison.breaks.add(operation + ": is gone");
            } else {
                comparison.operation(operation, same);
            }
        });
        return comparison.breaks;
    }

    /** Of an event, which its consumers read. */
    static List<String> breaksOfEvent(JsonNode olderSchema, JsonNode newerSchema) {
        Compatibility comparison = new Compatibility(olderSchema, newerSchema);
        comparison.schema("", olderSchema, newerSchema, Side.REPLY);
        return comparison.breaks;
    }

    private void operation(Operation before, Operation after) {
        if (before.isPublic() && !after.isPublic()) {
            breaks.add(after + ": needs an access token now");
        }
        if (!before.id().equals(after.id())) {
            breaks.add(after + ": generated clients knew it as " + before.id() + ", now " + after.id());
        }
        parameters(before, after);
        JsonNode oldBody = before.node().path("requestBody");
        JsonNode newBody = after.node().path("requestBody");
        if (!oldBody.path("required").asBoolean(false)
                && newBody.path("required").asBoolean(false)) {
            breaks.add(after + ": needs a body now");
        }
        content(after + " body", oldBody.path("content"), newBody.path("content"), Side.REQUEST);
        before.node().path("responses").properties().forEach(reply -> {
            String where = after + " " + reply.getKey();
            JsonNode oldReply = reply.getValue();
            JsonNode newReply = after.response(reply.getKey());
            if (newReply.isMissingNode()) {
                // A problem that no longer happens breaks nobody
                if (reply.getKey().startsWith("2")) {
                    breaks.add(where + ": is gone");
                }
            } else {
                content(where, oldReply.path("content"), newReply.path("content"), Side.REPLY);
                headers(where + " header ", oldReply.path("headers"), newReply.path("headers"));
            }
        });
    }

    private void headers(String where, JsonNode before, JsonNode after) {
        before.properties().forEach(header -> {
            String name = where + header.getKey();
            JsonNode same = after.path(header.getKey());
            boolean always = header.getValue().path("required").asBoolean(false);
            if (same.isMissingNode()) {
                breaks.add(name + ": is gone");
                return;
            }
            if (always && !same.path("required").asBoolean(false)) {
                breaks.add(name + ": is not always there");
            }
            schema(name, header.getValue().path("schema"), same.path("schema"), Side.REPLY);
        });
    }

    private void parameters(Operation before, Operation after) {
        Map<String, JsonNode> known = byName(before);
        Map<String, JsonNode> now = byName(after);
        known.forEach((name, parameter) -> {
            JsonNode same = now.get(name);
            if (same == null) {
                breaks.add(after + " " + name + ": is gone");
            } else {
                List.of("style", "explode").forEach(keyword -> unchanged(after + " " + name, keyword, parameter, same));
                schema(after + " " + name, parameter.path("schema"), same.path("schema"), Side.REQUEST);
            }
        });
        now.forEach((name, parameter) -> {
            boolean wasRequired =
                    known.containsKey(name) && known.get(name).path("required").asBoolean(false);
            if (parameter.path("required").asBoolean(false) && !wasRequired) {
                breaks.add(after + " " + name + ": is required now");
            }
        });
    }

    private static Map<String, JsonNode> byName(Operation operation) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        operation
                .parameters()
                .forEach(parameter -> parameters.put(
                        parameter.path("in").asString() + " "
                                + parameter.path("name").asString(),
                        parameter));
        return parameters;
    }

    private void content(String where, JsonNode before, JsonNode after, Side side) {
        before.properties().forEach(type -> {
            if (after.has(type.getKey())) {
                schema(
                        where,
                        type.getValue().path("schema"),
                        after.get(type.getKey()).path("schema"),
                        side);
            } else {
                breaks.add(where + ": is no longer " + type.getKey());
            }
        });
    }

    private void schema(String where, JsonNode oldSchema, JsonNode newSchema, Side side) {
        boolean known = oldSchema.has("$ref")
                && !compared.add(side + " " + oldSchema.get("$ref") + " " + newSchema.path("$ref"));
        // Nothing said is anything allowed: a request may become narrower than that, a reply can only become clearer
        boolean free = oldSchema.isMissingNode() && (side == Side.REPLY || newSchema.isMissingNode());
        if (known || free) {
            return;
        }
        JsonNode before = resolve(oldRoot, oldSchema);
        JsonNode after = resolve(newRoot, newSchema);
        if (after.isMissingNode()) {
            breaks.add(where + ": is gone");
            return;
        }
        if (side == Side.REQUEST) {
            if (after.isBoolean() && !after.booleanValue() && !after.equals(before)) {
                breaks.add(where + ": is refused now");
            }
            if (before.has("default")) {
                unchanged(where, "default", before, after);
            }
            LOWER_LIMITS.forEach(limit -> limit(where, limit, before, after, (was, is) -> is > was));
            UPPER_LIMITS.forEach(limit -> limit(where, limit, before, after, (was, is) -> is < was));
        }
        allowed(where, before, after, side);
        required(where, before, after, side);
        before.path("properties").properties().forEach(property -> {
            JsonNode same = after.path("properties").path(property.getKey());
            String field = where + "/" + property.getKey();
            if (same.isMissingNode()) {
                breaks.add(field + ": is gone");
            } else {
                schema(field, property.getValue(), same, side);
            }
        });
        schema(where + "/*", before.path("items"), after.path("items"), side);
        schema(where + "/*", before.path("additionalProperties"), after.path("additionalProperties"), side);
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            int was = before.path(keyword).size();
            int more = after.path(keyword).size() - was;
            // More conditions narrow a request, more alternatives widen a reply
            boolean conditions = keyword.equals("allOf") || was == 0;
            if (more > 0 && conditions == (side == Side.REQUEST)) {
                breaks.add("%s: %s has %s more".formatted(where, keyword, more));
            }
            for (int i = 0; i < was; i++) {
                schema(
                        where + "/" + keyword + i,
                        before.path(keyword).path(i),
                        after.path(keyword).path(i),
                        side);
            }
        }
    }

    /** What a field may be: a request must allow what it did, a reply must not be what it never was. */
    private void allowed(String where, JsonNode before, JsonNode after, Side side) {
        for (String keyword : side == Side.REQUEST ? REQUEST_VALUES : REPLY_VALUES) {
            JsonNode was = before.path(keyword);
            JsonNode is = after.path(keyword);
            boolean kept = side == Side.REQUEST ? allows(is, was) : allows(was, is);
            if (!kept) {
                breaks.add("%s: %s was %s, is %s".formatted(where, keyword, was, is));
            }
        }
    }

    private static boolean allows(JsonNode wider, JsonNode narrower) {
        return wider.isMissingNode()
                || !narrower.isMissingNode() && values(wider).containsAll(values(narrower));
    }

    private void unchanged(String where, String keyword, JsonNode before, JsonNode after) {
        JsonNode was = before.path(keyword);
        JsonNode is = after.path(keyword);
        if (!was.equals(is)) {
            breaks.add("%s: %s was %s, is %s".formatted(where, keyword, was, is));
        }
    }

    private void required(String where, JsonNode before, JsonNode after, Side side) {
        Set<String> always = values(before.path("required"));
        Set<String> alwaysNow = values(after.path("required"));
        switch (side) {
            case REQUEST ->
                alwaysNow.stream()
                        .filter(name -> !always.contains(name))
                        .forEach(name -> breaks.add(where + "/" + name + ": is required now"));
            case REPLY ->
                always.stream()
                        .filter(name -> !alwaysNow.contains(name)
                                && after.path("properties").has(name))
                        .forEach(name -> breaks.add(where + "/" + name + ": is not always there"));
        }
    }

    private void limit(
            String where, String limit, JsonNode before, JsonNode after, BiPredicate<Double, Double> narrower) {
        JsonNode was = before.path(limit);
        JsonNode is = after.path(limit);
        // Nothing is shorter than 0, but a number may be less
        boolean always = limit.matches("min[A-Z].*") && is.asDouble() == 0;
        boolean harmless = is.isMissingNode() || always && was.isMissingNode();
        if (!harmless && (was.isMissingNode() || narrower.test(was.asDouble(), is.asDouble()))) {
            breaks.add("%s: %s was %s, is %s".formatted(where, limit, was, is));
        }
    }

    /** One value, or a set of them. */
    private static Set<String> values(JsonNode node) {
        Set<String> values = new TreeSet<>();
        if (node.isArray()) {
            node.forEach(value -> values.add(value.asString()));
        } else if (!node.isMissingNode()) {
            values.add(node.asString());
        }
        return values;
    }

    private static JsonNode resolve(JsonNode root, JsonNode node) {
        return node.has("$ref")
                ? resolve(
                        root,
                        root.at(JsonPointer.compile(node.get("$ref").asString().substring(1))))
                : node;
    }
}
