package io.rookery.test.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds every reply of the API against its document: the status, the media type, the required headers and the body are
 * promised, and nothing is in the body that is not.
 *
 * <p>Schemas of OpenAPI 3.1 are JSON Schema 2020-12. They allow more fields, so that clients take what is added later;
 * here a field more is a mistake, the document forgot it.
 */
public final class ReplyContract {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM = "application/problem+json";
    private static final List<String> PUBLIC = List.of("/v1/", "/.well-known/");

    /** Answers that need not be named by an operation: the server refused or failed before it knew which one it is. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(400, 408, 413, 414, 415, 431, 500, 501, 502, 504);

    /** Answers to a request that fits no operation. */
    private static final Set<Integer> OF_NO_OPERATION = Set.of(400, 401, 404, 405, 413, 414, 415, 429, 431, 501);

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    // Words of OpenAPI that say nothing about a value
                    .keyword(new NonValidationKeyword("components"))
                    .keyword(new NonValidationKeyword("example"))
                    .keyword(new NonValidationKeyword("discriminator"))
                    .build(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final @Nullable ApiDocument document;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    ReplyContract(@Nullable ApiDocument document) {
        this.document = document;
    }

    /** Of {@code contracts/openapi.yaml}, which the gateway keeps. */
    public static ReplyContract published() {
        return new ReplyContract(ApiDocument.published());
    }

    /** Of one service; accepts everything from a service without a document, or while the document is rewritten. */
    public static ReplyContract of(String owner) {
        return new ReplyContract(
                OpenApiContract.writes() ? null : ApiDocument.of(owner).orElse(null));
    }

    /**
     * @param path as sent; one that is neither in the document nor under {@code /v1} or {@code /.well-known} is not looked at
     * @param headers names in any case
     * @throws AssertionError saying what the document does not promise
     */
    public void assertKept(
            String method, String path, int status, Map<String, ? extends List<String>> headers, byte[] body) {
        // What a browser asks before a request of a page is no operation
        if (document == null || method.equals("OPTIONS")) {
            return;
        }
        Optional<Operation> operation = document.operation(method.equals("HEAD") ? "GET" : method, path);
        if (operation.isEmpty() && PUBLIC.stream().noneMatch(path::startsWith)) {
            return;
        }
        String request = method + " " + path + " -> " + status;
        ReceivedReply reply = new ReceivedReply(status, lowerCase(headers), method.equals("HEAD") ? new byte[0] : body);
        operation.ifPresentOrElse(
                known -> checkOf(known, reply, method.equals("HEAD"), request),
                () -> checkOfNoOperation(reply, request));
    }

    private record ReceivedReply(int status, Map<String, List<String>> headers, byte[] body) {

        String mediaType() {
            String type = headers.getOrDefault("content-type", List.of("")).getFirst();
            return type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static void checkOfNoOperation(ReceivedReply reply, String request) {
        require(
                OF_NO_OPERATION.contains(reply.status()),
                "%s: not an operation of the document, so only %s may come back",
                request,
                OF_NO_OPERATION);
    }

    private void checkOf(Operation operation, ReceivedReply reply, boolean headOnly, String request) {
        String status = Integer.toString(reply.status());
        JsonNode promised = operation.response(status);
        if (promised.isMissingNode()) {
            require(
                    reply.status() >= 400 && (OF_THE_SERVER.contains(reply.status()) || !operation.namesItsProblems()),
                    "%s: %s does not document this status, only %s: %s",
                    request,
                    operation,
                    operation.node().path("responses").propertyNames(),
                    reply.text());
            status = "default";
            promised = operation.response(status);
            if (promised.isMissingNode()) {
                require(reply.mediaType().equals(PROBLEM), "%s: the body is no problem: %s", request, reply.text());
                return;
            }
        }
        checkHeaders(promised, reply, request);
        if (!headOnly) {
            checkBody(operation, status, promised.path("content"), reply, request);
        }
    }

    private static void checkHeaders(JsonNode promised, ReceivedReply reply, String request) {
        promised.path("headers").properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean(false)) {
                require(
                        reply.headers().containsKey(header.getKey().toLowerCase(Locale.ROOT)),
                        "%s: there is no header %s, which is promised; only %s",
                        request,
                        header.getKey(),
                        reply.headers().keySet());
            }
        });
    }

    private void checkBody(Operation operation, String status, JsonNode content, ReceivedReply reply, String request) {
        if (content.isEmpty()) {
            require(reply.body().length == 0, "%s: a body where none is promised: %s", request, reply.text());
            return;
        }
        String type = reply.mediaType();
        String promisedType = content.has(type) ? type : "*/*";
        require(
                content.has(promisedType),
                "%s: the body is `%s`, promised is %s: %s",
                request,
                type,
                content.propertyNames(),
                reply.text());
        JsonNode schema = content.get(promisedType).path("schema");
        if (!schema.isMissingNode() && (type.equals(PROBLEM) || type.endsWith("json"))) {
            List<Error> errors = schemas.computeIfAbsent(operation + " " + status + " " + type, _ -> closed(schema))
                    .validate(parse(reply, request));
            require(
                    errors.isEmpty(),
                    "%s: the body is not as documented:%s\n  in %s",
                    request,
                    errors.stream()
                            .map(error -> "\n  " + error.getInstanceLocation() + " " + error.getMessage())
                            .collect(Collectors.joining()),
                    reply.text());
        }
    }

    private static JsonNode parse(ReceivedReply reply, String request) {
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException unreadable) {
            throw new AssertionError(request + ": the body is not JSON: " + reply.text(), unreadable);
        }
    }

    private ApiDocument document() {
        if (document == null) {
            throw new IllegalStateException("there is no document");
        }
        return document;
    }

    /** A schema of its own with all components beside it, so that {@code #/components/...} is found. */
    private Schema closed(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document().root().path("components").deepCopy());
        whole.putArray("allOf").add(schema.deepCopy());
        whole.path("components").path("schemas").forEach(ReplyContract::close);
        return SCHEMAS.getSchema(whole);
    }

    /** Not the parts of an {@code allOf} and the like: each of them sees only some of the fields. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            JsonNode properties = object.path("properties");
            if (!properties.isEmpty() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            properties.forEach(ReplyContract::close);
            close(object.path("items"));
        }
    }

    private static Map<String, List<String>> lowerCase(Map<String, ? extends List<String>> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (first, _) -> first));
    }

    private static void require(boolean kept, String message, Object... values) {
        if (!kept) {
            throw new AssertionError(message.formatted(values));
        }
    }
}
