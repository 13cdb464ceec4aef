package io.rookery.test.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one document of the whole public API: the operations of all services under the front matter of
 * {@code contracts/public.yaml} (title, conventions, licence, servers, tags).
 */
final class PublicDocument {

    private static final String DOCUMENT = "openapi.yaml";

    private PublicDocument() {}

    static Path file() {
        return Contracts.folder().resolve(DOCUMENT);
    }

    /** Made from the files of all services as they are now. */
    static ObjectNode current() {
        Map<String, ObjectNode> services = new TreeMap<>();
        try (Stream<Path> folders = Files.list(Contracts.folder())) {
            folders.filter(folder -> folder.getFileName().toString().endsWith("-service"))
                    .forEach(folder -> services.put(
                            folder.getFileName().toString(),
                            OpenApiContract.parse(Contracts.read(folder.resolve(DOCUMENT)))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return merge(OpenApiContract.parse(Contracts.read(Contracts.folder().resolve("public.yaml"))), services);
    }

    /**
     * @param front all but operations and components
     * @param services their documents by name
     * @throws AssertionError naming the services, if two have one path, or differ in what they call by one name
     */
    static ObjectNode merge(ObjectNode front, Map<String, ObjectNode> services) {
        ObjectNode merged = front.deepCopy();
        ObjectNode paths = merged.putObject("paths");
        ObjectNode components = merged.putObject("components");
        Map<String, String> owners = new HashMap<>();
        services.forEach((service, document) -> {
            document.path("paths").properties().forEach(path -> {
                addPath(service, path.getKey(), owners);
                paths.set(path.getKey(), path.getValue());
            });
            document.path("components")
                    .properties()
                    .forEach(kind -> kind.getValue()
                            .properties()
                            .forEach(component -> addComponent(
                                    service,
                                    kind.getKey(),
                                    component.getKey(),
                                    component.getValue(),
                                    components,
                                    owners)));
            addSecurity(service, document.path("security"), merged, owners);
        });
        return merged;
    }

    private static void addPath(String service, String path, Map<String, String> owners) {
        // Two paths that differ only in what they call their parameters are one to a client
        String other = owners.put(path.replaceAll("\\{[^}]*}", "{}"), service);
        if (other != null) {
            throw new AssertionError(service + " and " + other + " both have the path " + path);
        }
    }

    private static void addComponent(
            String service,
            String kind,
            String name,
            JsonNode component,
            ObjectNode components,
            Map<String, String> owners) {
        ObjectNode ofKind = components.withObjectProperty(kind);
        JsonNode known = ofKind.get(name);
        if (known == null) {
            ofKind.set(name, component);
            owners.put(kind + "/" + name, service);
        } else if (!known.equals(component)) {
            List<String> differences = new ArrayList<>();
            OpenApiContract.compare(JsonPointer.empty(), known, component, differences);
            throw new AssertionError(
                    "The %s `%s` of %s is not that of %s. Make them equal, or name one of them otherwise:\n  %s"
                            .formatted(
                                    kind,
                                    name,
                                    service,
                                    owners.get(kind + "/" + name),
                                    String.join("\n  ", differences)));
        }
    }

    private static void addSecurity(String service, JsonNode security, ObjectNode merged, Map<String, String> owners) {
        JsonNode known = merged.get("security");
        if (known == null) {
            merged.set("security", security);
            owners.put("security", service);
        } else if (!known.equals(security)) {
            throw new AssertionError(
                    service + " and " + owners.get("security") + " differ in `security`: " + security + ", " + known);
        }
    }
}
