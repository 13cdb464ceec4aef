package io.rookery.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command run to its end as a process of its own, as a user runs it. */
record CommandProcess(int exitCode, String output) {

    private static final long TIMEOUT_MINUTES = 10;

    /** The repository under test. */
    static final Path ROOT = Path.of(System.getProperty("rookery.root"));

    /** Runs the Java program behind the script, which needs no build to be up to date. */
    static CommandProcess rookery(String... arguments) {
        return run(Map.of(), rookeryCommand(arguments));
    }

    static List<String> rookeryCommand(String... arguments) {
        Path target = ROOT.resolve("local-stack/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Drookery.root=" + ROOT,
                "-cp",
                target.resolve("classes") + ":" + content(target.resolve("classpath")),
                Rookery.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static CommandProcess run(Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("rookery", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError(command + " did not end, so far it said: " + content(output));
            }
            CommandProcess result = new CommandProcess(process.exitValue(), content(output));
            Files.delete(output);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
