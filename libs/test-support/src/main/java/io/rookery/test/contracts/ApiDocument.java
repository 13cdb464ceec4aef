package io.rookery.test.contracts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI 3.1 document in {@code contracts/}, as a test asks it: which operations there are, and what they promise. */
public final class ApiDocument {

    private final JsonNode root;
    private final List<Operation> operations;

    ApiDocument(JsonNode root) {
        this.root = root;
        this.operations = operationsOf();
    }

    /** What clients of the gateway may rely on: {@code contracts/openapi.yaml}. */
    public static ApiDocument published() {
        return read(PublicDocument.file());
    }

    /** What one service answers, as {@code tweet-service}; empty for a service without a public API. */
    public static Optional<ApiDocument> of(String owner) {
        return Optional.of(Contracts.folder().resolve(owner).resolve("openapi.yaml"))
                .filter(Files::exists)
                .map(ApiDocument::read);
    }

    static ApiDocument read(Path file) {
        return parse(Contracts.read(file));
    }

    static ApiDocument parse(String yamlOrJson) {
        return new ApiDocument(OpenApiContract.parse(yamlOrJson));
    }

    public JsonNode root() {
        return root;
    }

    /** In the order of the document. */
    public List<Operation> operations() {
        return operations;
    }

    /**
     * The operation that a request is for. Of several paths that fit, the one with a fixed word where the others have a
     * parameter, as in {@code /v1/users/me}.
     *
     * @param path as sent, with or without a query
     */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.fits(path))
                .min((one, other) -> one.specificity().compareTo(other.specificity()));
    }

    /** The node itself, or what its {@code $ref} stands for. */
    public JsonNode resolve(JsonNode node) {
        JsonNode resolved = node;
        while (resolved.has("$ref")) {
            String reference = resolved.get("$ref").asString();
            resolved = root.at(JsonPointer.compile(reference.substring(1)));
            if (resolved.isMissingNode()) {
                throw new IllegalArgumentException("Nothing in the document at " + reference);
            }
        }
        return resolved;
    }

    private List<Operation> operationsOf() {
        boolean publicByDefault = root.path("security").isEmpty();
        List<Operation> found = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> Operation.METHODS.contains(method.getKey()))
                        .forEach(method -> found.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                resolved((ObjectNode) method.getValue()),
                                publicByDefault))));
        return List.copyOf(found);
    }

    /** Replies, their headers and parameters stand where they are used; schemas stay references. */
    private ObjectNode resolved(ObjectNode operation) {
        ObjectNode resolved = operation.deepCopy();
        if (resolved.get("responses") instanceof ObjectNode responses) {
            resolveEach(responses);
            responses.forEach(response -> {
                if (response.get("headers") instanceof ObjectNode headers) {
                    resolveEach(headers);
                }
            });
        }
        if (resolved.get("parameters") instanceof ArrayNode parameters) {
            List<JsonNode> all = parameters.valueStream().map(this::resolve).toList();
            parameters.removeAll();
            parameters.addAll(all);
        }
        return resolved;
    }

    private void resolveEach(ObjectNode nodes) {
        List.copyOf(nodes.propertyNames())
                .forEach(name -> nodes.set(name, resolve(nodes.get(name)).deepCopy()));
    }
}
