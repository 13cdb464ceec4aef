package io.rookery.test.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What holds for every operation of {@code contracts/openapi.yaml}; each test names all that break its rule. */
class PublicApiRulesTests {

    private static final String ID = "^[0-9]{1,19}$";
    private static final String PROBLEM = "application/problem+json";

    private final ApiDocument api = ApiDocument.published();

    @Test
    void it_is_valid_openapi() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        assertThat(new OpenAPIV3Parser()
                        .readContents(api.root().toString(), null, options)
                        .getMessages())
                .isEmpty();
        assertThat(api.root().get("openapi").asString()).startsWith("3.1.");
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        assertThat(api.operations())
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void every_operation_says_in_a_line_what_it_does() {
        assertThat(breaking(
                        operation -> operation.node().path("summary").asString().isBlank()))
                .isEmpty();
    }

    @Test
    void every_operation_has_one_tag_that_is_described() {
        List<String> described = api.root().path("tags").findValuesAsString("name");

        assertThat(breaking(operation -> operation.node().path("tags").size() != 1
                        || !described.contains(
                                operation.node().path("tags").get(0).asString())))
                .isEmpty();
    }

    @Test
    void every_operation_shows_what_it_answers() {
        assertThat(successes()
                        .filter(reply -> reply.node().path("content").properties().stream()
                                .anyMatch(content -> !hasExample(content.getValue()))))
                .isEmpty();
    }

    @Test
    void every_operation_with_a_body_shows_one() {
        assertThat(breaking(operation -> operation.requestSchema().isPresent()
                        && operation.node().path("requestBody").path("content").properties().stream()
                                .anyMatch(content -> !hasExample(content.getValue()))))
                .isEmpty();
    }

    @Test
    void every_operation_promises_a_success() {
        assertThat(breaking(operation -> operation.node().path("responses").propertyNames().stream()
                        .noneMatch(status -> status.startsWith("2"))))
                .isEmpty();
    }

    @Test
    void every_operation_but_the_public_ones_may_answer_401() {
        assertThat(breaking(operation ->
                        !operation.isPublic() && operation.response("401").isMissingNode()))
                .isEmpty();
    }

    @Test
    void every_operation_may_be_limited_unavailable_or_broken() {
        for (String status : List.of("429", "500", "503")) {
            // 500 is documented, or whatever else there may be
            assertThat(breaking(operation -> operation.response(status).isMissingNode()
                            && !(status.equals("500")
                                    && operation.node().path("responses").has("default"))))
                    .as(status)
                    .isEmpty();
        }
    }

    @Test
    void every_error_is_a_problem_with_codes() {
        List<String> broken = new ArrayList<>();
        for (Operation operation : api.operations()) {
            for (String status : operation.node().path("responses").propertyNames()) {
                JsonNode reply = operation.response(status);
                if (status.matches("[45]..|default") && !reply.path("content").has(PROBLEM)) {
                    broken.add(operation + " " + status + ": no " + PROBLEM);
                } else if (status.matches("[45]..")
                        && operation.codes(Integer.parseInt(status)).isEmpty()) {
                    broken.add(operation + " " + status + ": no code");
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void names_are_in_snake_case() {
        Set<String> names = new TreeSet<>();
        api.operations()
                .forEach(operation -> operation.parameters().stream()
                        .map(api::resolve)
                        .filter(parameter -> !parameter.path("in").asString().equals("header"))
                        .forEach(parameter -> names.add(parameter.path("name").asString())));
        api.root()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .findValues("properties")
                        .forEach(properties -> names.addAll(properties.propertyNames())));

        assertThat(names).allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    }

    @Test
    void ids_are_strings_of_digits() {
        List<String> broken = new ArrayList<>();
        api.operations()
                .forEach(operation -> operation.parameters().stream()
                        .map(api::resolve)
                        .filter(parameter -> isId(parameter.path("name").asString()))
                        // `me` or an id
                        .filter(parameter ->
                                !parameter.path("description").asString("").contains("`me`"))
                        .filter(parameter -> !isDigits(parameter.path("schema")))
                        .forEach(parameter -> broken.add(operation + " " + parameter.path("name"))));
        api.root()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schema.getValue().path("properties").properties().stream()
                        .filter(property -> isId(property.getKey()) && !isDigits(property.getValue()))
                        .forEach(property -> broken.add(schema.getKey() + "." + property.getKey())));
        assertThat(broken).isEmpty();
    }

    private List<String> breaking(Predicate<Operation> rule) {
        return api.operations().stream().filter(rule).map(Operation::toString).toList();
    }

    private record Reply(Operation operation, String status, JsonNode node) {

        @Override
        public String toString() {
            return operation + " " + status;
        }
    }

    private Stream<Reply> successes() {
        return api.operations().stream()
                .flatMap(operation -> operation.node().path("responses").propertyNames().stream()
                        .filter(status -> status.startsWith("2"))
                        .map(status -> new Reply(operation, status, operation.response(status))));
    }

    /** Of the whole, or of each of its parts. */
    private boolean hasExample(JsonNode described) {
        JsonNode schema = api.resolve(described.has("schema") ? described.path("schema") : described);
        if (described.has("example") || described.has("examples") || schema.has("example") || schema.has("examples")) {
            return true;
        }
        if (schema.path("type").asString("").equals("array")) {
            return hasExample(schema.path("items"));
        }
        if (schema.has("oneOf")) {
            return schema.path("oneOf").valueStream().anyMatch(this::hasExample);
        }
        JsonNode parts = schema.path("properties");
        return schema.path("type").asString("").equals("boolean")
                || schema.has("enum")
                || !parts.isEmpty() && parts.valueStream().allMatch(part -> part.has("$ref") || hasExample(part));
    }

    private static boolean isId(String name) {
        // request_id is a text of the client's, and not one of our ids
        return (name.endsWith("_id") || name.endsWith("_ids") || name.equals("ids")) && !name.equals("request_id");
    }

    private boolean isDigits(JsonNode schema) {
        JsonNode resolved = api.resolve(schema);
        JsonNode value = resolved.path("type").asString("").equals("array") ? resolved.path("items") : resolved;
        return types(value).contains("string")
                && value.path("pattern").asString("").equals(ID);
    }

    private static Set<String> types(JsonNode schema) {
        Set<String> types = new TreeSet<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.asString()));
        } else {
            types.add(schema.path("type").asString(""));
        }
        return types;
    }
}
