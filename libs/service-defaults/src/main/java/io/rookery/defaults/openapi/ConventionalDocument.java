package io.rookery.defaults.openapi;

import io.rookery.defaults.idempotency.IdempotencyHeaders;
import io.rookery.defaults.problem.Problem;
import io.rookery.defaults.web.PathPatterns;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/** Writes into the document what filters, settings and {@link CanFail} say of each operation. */
final class ConventionalDocument implements OpenApiCustomizer, OperationCustomizer {

    private static final String ACCESS_TOKEN = "access_token";

    /** Carries the annotations from the method to the document; nobody sees it. */
    private static final String CAN_FAIL = "x-can-fail";

    /** Without an example: a page that offers it sends it, and then everything that is tried has one key. */
    private static final Parameter KEY = new HeaderParameter()
            .name(IdempotencyHeaders.KEY)
            .description(
                    "Makes the request safe to send again: with the same key and body it is done once, and answered"
                            + " with the same reply for 24 hours. A new UUID for each thing to do is a good one")
            .schema(SharedResponses.text().minLength(1).maxLength(255).pattern("^[!-~]{1,255}$"));

    private static final Parameter IF_NONE_MATCH = new HeaderParameter()
            .name(HttpHeaders.IF_NONE_MATCH)
            .description("The `ETag` of the reply the client has; 304 if it still holds")
            .schema(SharedResponses.text());

    private final String title;
    private final PathPatterns open;
    private final PathPatterns etags;
    private final boolean keys;

    /**
     * @param open paths that need no access token
     * @param etags paths whose GET has an ETag
     * @param keys whether POSTs take an {@code Idempotency-Key}
     */
    ConventionalDocument(String title, PathPatterns open, PathPatterns etags, boolean keys) {
        this.title = title;
        this.open = open;
        this.etags = etags;
        this.keys = keys;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        operation.addExtension(CAN_FAIL, List.of(method.getMethod().getAnnotationsByType(CanFail.class)));
        return operation;
    }

    @Override
    public void customise(OpenAPI document) {
        document.getInfo().title(title).version("v1");
        document.setServers(null);
        document.addSecurityItem(new SecurityRequirement().addList(ACCESS_TOKEN));
        Components components = document.getComponents();
        components.addSecuritySchemes(
                ACCESS_TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        var shared = new SharedResponses(components);
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> complete(path, method, operation, components, shared)));
    }

    private void complete(
            String path, HttpMethod method, Operation operation, Components components, SharedResponses shared) {
        idsAreStrings(operation);
        boolean isOpen = open.match(path);
        boolean hasEtag = method == HttpMethod.GET && etags.match(path);
        boolean isKeyed = keys && method == HttpMethod.POST && path.startsWith("/v1/");
        var shape = new OperationProblems.Shape(
                isOpen,
                !parameters(operation).isEmpty(),
                parameters(operation).stream().anyMatch(parameter -> "cursor".equals(parameter.getName())),
                operation.getRequestBody() != null,
                isKeyed);
        if (isOpen) {
            operation.setSecurity(List.of());
        }
        if (isKeyed) {
            take(KEY, operation, components);
        }
        if (hasEtag) {
            take(IF_NONE_MATCH, operation, components);
        }
        operation
                .getResponses()
                .forEach((status, response) ->
                        response.setHeaders(SharedResponses.headers(headersOf(status, isKeyed, hasEtag))));
        if (hasEtag) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "304",
                            new ApiResponse()
                                    .description("Not Modified: what the client has still holds")
                                    .headers(SharedResponses.headers(List.of(HttpHeaders.ETAG))));
        }
        OperationProblems.of(shape, canFail(operation))
                .forEach((status, codes) -> operation
                        .getResponses()
                        .addApiResponse(Integer.toString(status), shared.problem(status, codes)));
    }

    private static List<String> headersOf(String status, boolean isKeyed, boolean hasEtag) {
        List<String> headers = new ArrayList<>();
        if (status.equals("201")) {
            headers.add(HttpHeaders.LOCATION);
        }
        if (isKeyed) {
            headers.add(IdempotencyHeaders.REPLAYED);
        }
        if (hasEtag) {
            headers.add(HttpHeaders.ETAG);
        }
        return headers;
    }

    private static void take(Parameter parameter, Operation operation, Components components) {
        components.addParameters(parameter.getName(), parameter);
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + parameter.getName()));
    }

    @SuppressWarnings("unchecked")
    private static List<CanFail> canFail(Operation operation) {
        Map<String, Object> extensions = operation.getExtensions();
        Object problems = extensions == null ? null : extensions.remove(CAN_FAIL);
        return problems == null ? List.of() : (List<CanFail>) problems;
    }

    /** A {@code long} in a path or a query is an id, and ids are decimal strings to clients. */
    private static void idsAreStrings(Operation operation) {
        for (Parameter parameter : parameters(operation)) {
            Schema<?> schema = parameter.getSchema();
            Schema<?> value = schema.getItems() == null ? schema : schema.getItems();
            if ("int64".equals(value.getFormat())) {
                value.setFormat(null);
                value.setPattern("^[0-9]{1,19}$");
                value.setTypes(Set.of("string"));
            }
        }
    }

    private static List<Parameter> parameters(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }
}
