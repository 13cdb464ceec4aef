package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RookeryScriptIT {

    private static final String SCRIPT = CommandProcess.ROOT.resolve("rookery").toString();

    @TempDir
    private Path empty;

    @Test
    void the_script_is_valid_for_a_plain_shell() {
        assertThat(CommandProcess.run(Map.of(), List.of("sh", "-n", SCRIPT))).isEqualTo(new CommandProcess(0, ""));
    }

    @Test
    void help_needs_neither_a_jdk_nor_a_build() {
        CommandProcess help = withoutEnvironment("ROOKERY_JDK_FOLDERS=" + empty, "help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("up [--port 8080]", "ROOKERY_JAVA_OPTS");
    }

    @Test
    void without_a_jdk_it_says_in_one_line_what_to_do() {
        CommandProcess status = withoutEnvironment("ROOKERY_JDK_FOLDERS=" + empty, "status");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output())
                .isEqualTo("rookery: no JDK 25 found: install one (https://adoptium.net), or set JAVA_HOME to it");
    }

    @Test
    void an_unknown_command_is_told_before_anything_is_built() {
        CommandProcess fly = withoutEnvironment("ROOKERY_JDK_FOLDERS=" + empty, "fly");

        assertThat(fly)
                .isEqualTo(new CommandProcess(2, "rookery: unknown command fly; ./rookery help lists all commands"));
    }

    /** The few tools the script needs before it has found a JDK, and no java. */
    private CommandProcess withoutEnvironment(String variable, String argument) {
        List.of("cat", "dirname", "grep", "readlink").forEach(this::provide);
        return CommandProcess.run(
                Map.of(), List.of("env", "-i", variable, "PATH=" + empty, "/bin/sh", SCRIPT, argument));
    }

    private void provide(String tool) {
        try {
            Path original = Stream.of("/usr/bin", "/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Path wrapper = Files.writeString(empty.resolve(tool), "#!/bin/sh\nexec " + original + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
