package io.rookery.backends;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How to run one of the modules in {@code libs/servers} on a small JVM of its own, the JDK of this one. */
record JvmServer(String module, String mainClass) {

    /** Fewer malloc arenas: each may keep 64 MiB. */
    static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    /** Starts fast and stays small; for measuring these servers, not what stands before them, it would be wrong. */
    private static final List<String> LEAN = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Temporary files go to the server's own folder, and what a killed server left there is deleted. */
    List<String> command(Path directory, List<String> options, String... arguments) throws IOException {
        Path temporary = directory.resolve("tmp");
        if (Files.exists(temporary)) {
            UserCache.delete(temporary);
        }
        Files.createDirectories(temporary);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LEAN);
        command.addAll(options);
        command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-cp", classPath(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The module itself, which may replace classes, then the jars listed while it was built. */
    private String classPath() throws IOException {
        URL list = JvmServer.class.getResource("/" + module + ".classpath");
        if (list == null) {
            throw new IllegalStateException(module + " is not on the class path, or was not built by Maven");
        }
        String jars;
        try (InputStream content = list.openStream()) {
            jars = new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        Stream.of(jars.split(File.pathSeparator, -1))
                .filter(jar -> !Files.exists(Path.of(jar)))
                .findFirst()
                .ifPresent(jar -> {
                    throw new StartFailedException(module + " misses " + jar + ": build it again");
                });
        return holder(list) + File.pathSeparator + jars;
    }

    /** The jar, or the folder of classes, that a resource of the top level is in. */
    private static String holder(URL resource) throws IOException {
        URL holder = resource.openConnection() instanceof JarURLConnection jar
                ? jar.getJarFileURL()
                : URI.create(resource.toString()).resolve(".").toURL();
        return Path.of(URI.create(holder.toString())).toString();
    }
}
