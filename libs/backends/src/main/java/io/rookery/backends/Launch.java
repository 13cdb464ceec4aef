package io.rookery.backends;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run: a command in a folder of its own with its log.
 *
 * @param name how messages call the process
 * @param command the executable and its arguments
 * @param environment added to the environment of this JVM
 * @param directory the working folder, made if it is missing
 * @param log where the output is appended, made if it is missing
 */
public record Launch(String name, List<String> command, Map<String, String> environment, Path directory, Path log) {

    public Launch {
        if (command.isEmpty()) {
            throw new IllegalArgumentException(name + " has no command");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
