package io.rookery.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs no more than a POSIX shell. */
class ChildProcessTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Optional<ChildProcess> started = Optional.empty();

    @AfterEach
    void leaveNothingRunning() {
        started.ifPresent(ChildProcess::kill);
    }

    @Test
    void is_ready_when_its_probe_says_so() {
        ChildProcess process = shell("touch ready; exec sleep 600");

        process.awaitReady(() -> Files.exists(folder.resolve("ready")), LONG);

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void sees_the_environment_of_the_launch_and_no_input() {
        ChildProcess process = shell("read line || echo \"$GREETING to no one\"");

        await().until(() -> !process.isAlive());

        assertThat(log()).hasContent("good morning to no one");
    }

    @Test
    void tells_the_last_log_lines_of_a_process_that_ends_while_it_starts() {
        ChildProcess process = shell("i=1; while [ $i -le 30 ]; do echo line $i; i=$((i+1)); done; exit 1");

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> process.awaitReady(() -> false, LONG))
                .withMessageStartingWith("shell ended while it was starting")
                .satisfies(failure -> assertThat(failure.getMessage().lines().map(String::strip))
                        .endsWith(IntStream.rangeClosed(11, 30)
                                .mapToObj(i -> "line " + i)
                                .toArray(String[]::new))
                        .doesNotContain("line 10"));
    }

    @Test
    void is_killed_when_it_is_not_ready_in_time() {
        ChildProcess process = shell("echo still thinking; exec sleep 600");

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> process.awaitReady(() -> false, Duration.ofSeconds(1)))
                .withMessageContaining("shell was not ready within 1 s")
                .withMessageContaining("still thinking");

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_command_that_does_not_exist_fails_the_start() {
        // With `setsid` it is that which reports the missing program, and ends
        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> ChildProcess.start(
                                new Launch("nothing", List.of("/no/such/program"), Map.of(), folder, log()))
                        .awaitReady(() -> false, LONG));
    }

    @Test
    void another_jvm_finds_the_process_by_pid_and_start_time() {
        ChildProcess process = shell("exec sleep 600");

        ChildProcess attached =
                ChildProcess.attach(process.pid(), process.startedAt()).orElseThrow();
        boolean byItself = attached.stop(LONG);

        assertThat(byItself).isTrue();
        assertThat(process.isAlive()).isFalse();
        assertThat(ChildProcess.attach(process.pid(), process.startedAt())).isEmpty();
    }

    @Test
    void a_process_that_was_given_the_pid_of_a_dead_one_is_not_taken_for_it() {
        ChildProcess process = shell("exec sleep 600");

        assertThat(ChildProcess.attach(process.pid(), process.startedAt().minus(Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void is_killed_when_it_does_not_stop_within_the_grace() {
        ChildProcess process = shell("trap '' INT TERM; touch ready; while :; do sleep 1; done");
        process.awaitReady(() -> Files.exists(folder.resolve("ready")), LONG);

        boolean byItself = process.stop(Duration.ofMillis(200));

        assertThat(byItself).isFalse();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_kill_takes_what_the_process_started_with_it() {
        ChildProcess process = shell("sleep 600 & sleep 600 & touch ready; wait");
        process.awaitReady(() -> Files.exists(folder.resolve("ready")), LONG);
        List<ProcessHandle> children =
                ProcessHandle.of(process.pid()).orElseThrow().descendants().toList();

        process.kill();

        assertThat(children).hasSize(2).noneMatch(ChildProcess::isAlive);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void appends_to_the_log_of_the_process_before() {
        ChildProcess first = shell("echo first");
        await().until(() -> !first.isAlive());

        ChildProcess second = shell("echo second");
        await().until(() -> !second.isAlive());

        assertThat(log()).hasContent("first\nsecond");
    }

    private ChildProcess shell(String script) {
        ChildProcess process = ChildProcess.start(
                new Launch("shell", List.of("sh", "-c", script), Map.of("GREETING", "good morning"), folder, log()));
        started = Optional.of(process);
        return process;
    }

    private Path log() {
        return folder.resolve("log/shell.log");
    }
}
