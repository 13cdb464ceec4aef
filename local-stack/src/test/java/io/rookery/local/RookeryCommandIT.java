package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.backends.Ports;
import io.rookery.local.stack.ComponentStatus;
import io.rookery.local.stack.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RookeryCommandIT {

    private static final Pattern LOGIN = Pattern.compile("log in as (\\w+) with password (\\w+)");

    @TempDir
    private Path temporary;

    @AfterEach
    void leave_nothing_running() {
        if (Files.exists(data().resolve("VERSION"))) {
            rookery("down");
        }
    }

    @Test
    void a_stack_is_started_broken_mended_stopped_and_started_again_with_its_data() throws Exception {
        // Given a stack that was left running
        int port = Ports.free();
        CommandProcess up = rookery("up", "--detach", "--port", Integer.toString(port));
        assertThat(up.output()).contains("api-gateway       ready", "seeded            12 users", "push limit");
        assertThat(up.exitCode()).isZero();
        List<Long> processes = pids();
        assertThat(status().ready()).isTrue();
        assertThat(processes).hasSize(11);

        // When it is started once more, then it is left as it is
        CommandProcess again = rookery("up");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).startsWith("rookery: already running in " + data());
        assertThat(pids()).isEqualTo(processes);

        // When one service is killed and started
        assertThat(rookery("kill", "tweet-service").exitCode()).isZero();
        assertThat(rookery("status").exitCode()).isEqualTo(1);
        assertThat(rookery("start", "tweet-service").output()).contains("tweet-service     ready");
        assertThat(status().ready()).isTrue();

        // When somebody looks for events that were set aside, then there are none
        assertThat(rookery("dead-letters")).isEqualTo(new CommandProcess(0, "no events are set aside"));

        // When all is stopped, then nothing is left
        List<Long> last = pids();
        assertThat(rookery("down").exitCode()).isZero();
        assertThat(last).noneMatch(RookeryCommandIT::isAlive);

        // When it is started in the foreground, then on the same port with the same users
        Path output = temporary.resolve("foreground.out");
        Process foreground = new ProcessBuilder(CommandProcess.rookeryCommand("up", "--data", data().toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> !foreground.isAlive() || Files.readString(output).contains("Ctrl-C stops everything"));
        assertThat(output).content().contains("http://127.0.0.1:" + port).doesNotContain("seeded   ");
        assertThat(login(up.output(), port)).contains("access_token");

        // When it is told to end, as by Ctrl-C, then nothing is left
        last = pids();
        foreground.destroy();
        assertThat(foreground.waitFor()).isEqualTo(143);
        assertThat(last).hasSize(11).noneMatch(RookeryCommandIT::isAlive);
        assertThat(Files.readString(output))
                .containsSubsequence("api-gateway       stopped", "kafka             stopped");

        // When it is reset, then its data is gone
        assertThat(rookery("reset").exitCode()).isZero();
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_taken_port_is_told_before_anything_is_made() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandProcess up = rookery("up", "--port", Integer.toString(other.getLocalPort()));

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .isEqualTo("rookery: port " + other.getLocalPort()
                            + " is in use by another program: stop that one, or choose another port with --port");
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void a_folder_of_somebody_else_is_neither_used_nor_deleted() throws IOException {
        Files.createDirectory(data());
        Path precious = Files.writeString(data().resolve("thesis.txt"), "precious");

        for (String command : List.of("up", "status", "reset")) {
            CommandProcess refused = rookery(command);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .isEqualTo("rookery: " + data() + " is not a Rookery data folder: choose another one with --data");
        }
        assertThat(precious).hasContent("precious");
    }

    @Test
    void a_component_that_dies_at_start_shows_why_and_takes_the_others_down() throws IOException {
        CommandProcess up = CommandProcess.run(
                Map.of("ROOKERY_JAVA_OPTS", "-XX:NoSuchOption"),
                CommandProcess.rookeryCommand(
                        "up", "--data", data().toString(), "--port", Integer.toString(Ports.free())));

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("ended while it was starting", "Unrecognized VM option 'NoSuchOption'");
        assertThat(pids()).isEmpty();
    }

    @Test
    void a_misuse_has_an_exit_code_of_its_own() {
        assertThat(rookery("kill", "mysql").exitCode()).isEqualTo(2);
        assertThat(rookery("status"))
                .isEqualTo(
                        new CommandProcess(1, "rookery: there is no stack in " + data() + ": ./rookery up makes one"));
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private CommandProcess rookery(String command, String... rest) {
        String[] arguments = new String[rest.length + 3];
        arguments[0] = command;
        System.arraycopy(rest, 0, arguments, 1, rest.length);
        arguments[rest.length + 1] = "--data";
        arguments[rest.length + 2] = data().toString();
        return CommandProcess.rookery(arguments);
    }

    private StatusReport status() {
        return Json.MAPPER.readValue(rookery("status", "--json").output(), StatusReport.class);
    }

    private List<Long> pids() {
        return status().components().stream()
                .map(ComponentStatus::pid)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A process that ended and whose parent has not noticed is as good as gone. */
    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().isPresent())
                .isPresent();
    }

    private static String login(String up, int port) {
        Matcher login = LOGIN.matcher(up);
        assertThat(login.find()).isTrue();
        String body = "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login.group(1), login.group(2));
        return CommandProcess.run(
                        Map.of(),
                        List.of(
                                "curl",
                                "-s",
                                "http://127.0.0.1:" + port + "/v1/auth/login",
                                "-H",
                                "Content-Type: application/json",
                                "-d",
                                body))
                .output();
    }
}
