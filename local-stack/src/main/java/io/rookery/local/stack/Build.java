package io.rookery.local.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The build's output in the modules' target folders, and how a service is run from there.
 *
 * @param root the folder of the whole repository
 */
public record Build(Path root) {

    /** Replaces the lean JVM options of the services. */
    static final String JAVA_OPTIONS = "ROOKERY_JAVA_OPTS";

    /** Small and quick to start rather than fast: a laptop runs eleven processes. */
    private static final List<String> LEAN = List.of(
            "-Xmx128m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError");

    /** The repository that the `./rookery` script or the build named. */
    public static Build current() {
        return new Build(Path.of(System.getProperty("rookery.root", "")).toAbsolutePath());
    }

    void requireComplete() {
        List<Component> missing = missing();
        if (!missing.isEmpty()) {
            throw new StackException(
                    missing.getFirst().title() + " is not built: ./mvnw -DskipTests package builds it");
        }
    }

    /** The command that runs a service of a complete build. */
    List<String> command(Component service, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions(environment));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(classPath(service));
        command.add(service.mainClass());
        return command;
    }

    static List<String> javaOptions(Map<String, String> environment) {
        String chosen = environment.getOrDefault(JAVA_OPTIONS, "").strip();
        return chosen.isEmpty() ? LEAN : List.of(chosen.split("\\s+"));
    }

    /** The services without a jar or a class path. */
    public List<Component> missing() {
        return Component.services().stream()
                .filter(service ->
                        !Files.exists(classPathFile(service)) || jars(service).isEmpty())
                .toList();
    }

    private String classPath(Component service) {
        try {
            return jars(service).getLast()
                    + File.pathSeparator
                    + Files.readString(classPathFile(service)).strip();
        } catch (IOException e) {
            throw new StackException("cannot read " + classPathFile(service) + ": " + e.getMessage(), e);
        }
    }

    private Path classPathFile(Component service) {
        return target(service).resolve("classpath");
    }

    private Path target(Component service) {
        return root.resolve(service.title()).resolve("target");
    }

    /** The plain jar, not the executable one; after a change of version an older one may still lie beside it. */
    private List<Path> jars(Component service) {
        if (!Files.isDirectory(target(service))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target(service))) {
            return files.filter(file -> isPlainJar(service, file.getFileName().toString()))
                    .sorted((one, other) -> Long.compare(
                            one.toFile().lastModified(), other.toFile().lastModified()))
                    .toList();
        } catch (IOException e) {
            throw new StackException("cannot read " + target(service) + ": " + e.getMessage(), e);
        }
    }

    static boolean isPlainJar(Component service, String fileName) {
        return fileName.startsWith(service.title() + "-")
                && fileName.endsWith(".jar")
                && !fileName.endsWith("-exec.jar");
    }
}
