package io.rookery.test.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The HTTP API of a service, kept in {@code contracts/<owner>/openapi.yaml}. */
public final class OpenApiContract {

    private static final String WRITE = "rookery.contracts.write";
    private static final int DIFFERENCES_SHOWN = 20;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private OpenApiContract() {}

    /**
     * Compares the meaning of the document with the one kept: order of keys and of {@code required}, formatting and
     * {@code servers} do not count. With {@code -Drookery.contracts.write=true} the kept one is rewritten instead.
     *
     * @param owner the service, as {@code tweet-service}
     * @param yamlOrJson what the service answers on {@code /v3/api-docs}
     * @throws AssertionError with the places that differ and how to update the kept document
     */
    public static void assertUnchanged(String owner, String yamlOrJson) {
        assertUnchanged(Contracts.folder().resolve(owner).resolve("openapi.yaml"), yamlOrJson, writes());
    }

    static void assertUnchanged(Path kept, String yamlOrJson, boolean write) {
        ObjectNode document = parse(yamlOrJson);
        document.remove("servers");
        assertUnchanged(kept, document, write);
    }

    static void assertUnchanged(Path kept, ObjectNode document, boolean write) {
        JsonNode actual = canonical(document);
        if (write) {
            write(kept, YAML.writeValueAsString(actual));
            return;
        }
        if (!Files.exists(kept)) {
            throw new AssertionError("There is no " + kept + howToUpdate());
        }
        JsonNode expected = canonical(parse(Contracts.read(kept)));
        List<String> differences = new ArrayList<>();
        compare(JsonPointer.empty(), expected, actual, differences);
        if (!differences.isEmpty()) {
            throw new AssertionError("The API differs from " + kept + " in " + differences.size() + " places:\n  "
                    + String.join("\n  ", differences.subList(0, Math.min(differences.size(), DIFFERENCES_SHOWN)))
                    + howToUpdate());
        }
    }

    private static String howToUpdate() {
        return "\nIf the change is meant, and only adds (contracts/README.md), run this test once with -D" + WRITE
                + "=true and commit the file.";
    }

    /** Whether the kept documents are to be rewritten, not compared. */
    static boolean writes() {
        return Boolean.getBoolean(WRITE);
    }

    static ObjectNode parse(String yamlOrJson) {
        if (YAML.readTree(yamlOrJson) instanceof ObjectNode document) {
            return document;
        }
        throw new IllegalArgumentException("Not an OpenAPI document: " + yamlOrJson);
    }

    private static JsonNode canonical(ObjectNode document) {
        sortKeys(document.path("paths"));
        document.path("components").forEach(OpenApiContract::sortKeys);
        document.findParents("required").forEach(OpenApiContract::sortRequired);
        return document;
    }

    private static void sortKeys(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            object.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
            object.removeAll();
            object.setAll(sorted);
        }
    }

    /** {@code required} of a schema is a set of names; of a parameter it is a boolean. */
    private static void sortRequired(JsonNode schema) {
        if (schema.get("required") instanceof ArrayNode required) {
            List<String> names = new ArrayList<>();
            required.forEach(name -> names.add(name.asString()));
            Collections.sort(names);
            required.removeAll();
            names.forEach(required::add);
        }
    }

    static void compare(JsonPointer at, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected.equals(actual)) {
            return;
        }
        if (expected instanceof ObjectNode && actual instanceof ObjectNode) {
            TreeSet<String> names = new TreeSet<>(expected.propertyNames());
            names.addAll(actual.propertyNames());
            for (String name : names) {
                compare(at.appendProperty(name), expected.path(name), actual.path(name), differences);
            }
        } else if (expected.isMissingNode()) {
            differences.add("added: " + at);
        } else if (actual.isMissingNode()) {
            differences.add("removed: " + at);
        } else {
            differences.add("changed: " + at + ": " + expected + " is now " + actual);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
