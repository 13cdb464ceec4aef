package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.local.stack.Component;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {

    private static final Path DEFAULT = Path.of("/repo/.rookery");

    @Test
    void up_alone_starts_in_the_foreground_and_seeds() {
        assertThat(parse("up")).isEqualTo(new Command.Up(DEFAULT, OptionalInt.empty(), false, true));
    }

    @Test
    void up_takes_all_its_options_in_any_order() {
        assertThat(parse("up --no-seed --data /tmp/x --detach --port 9000"))
                .isEqualTo(new Command.Up(Path.of("/tmp/x"), OptionalInt.of(9000), true, false));
    }

    @Test
    void a_component_is_named_before_or_after_the_options() {
        assertThat(parse("logs -f kafka")).isEqualTo(new Command.Logs(DEFAULT, Component.KAFKA, true));
        assertThat(parse("logs kafka -f")).isEqualTo(new Command.Logs(DEFAULT, Component.KAFKA, true));
    }

    @Test
    void chaos_has_a_folder_of_its_own_and_takes_a_time_and_a_seed() {
        assertThat(parse("chaos"))
                .isEqualTo(new Command.Chaos(Path.of("/repo/.rookery-chaos"), 5, OptionalLong.empty()));
        assertThat(parse("chaos --minutes 60 --seed 42 --data /tmp/x"))
                .isEqualTo(new Command.Chaos(Path.of("/tmp/x"), 60, OptionalLong.of(42)));
    }

    @Test
    void dead_letters_are_the_workers_to_list_replay_and_discard() {
        assertThat(parse("dead-letters")).isEqualTo(new Command.DeadLetters(DEFAULT, List.of("dead-letters")));
        assertThat(parse("dead-letters tweets.v1 --replay --data /tmp/x"))
                .isEqualTo(
                        new Command.DeadLetters(Path.of("/tmp/x"), List.of("dead-letters", "--replay", "tweets.v1")));
        assertThat(parse("dead-letters --discard"))
                .isEqualTo(new Command.DeadLetters(DEFAULT, List.of("dead-letters", "--discard")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status", "logs s3", "start s3", "stop s3", "kill s3", "down", "reset", "doctor", "up", "chaos"})
    void every_command_takes_a_data_folder(String command) {
        assertThat(parse(command + " --data /tmp/x").data()).isEqualTo(Path.of("/tmp/x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly                | unknown command fly; ./rookery help lists all commands",
                "up --fast          | up has no option --fast; ./rookery help lists all commands",
                "status -f          | status has no option -f; ./rookery help lists all commands",
                "up --port          | --port needs a value",
                "up --data --detach | --data needs a value",
                "up --port 0        | --port must be a number from 1 to 65535, not 0",
                "up --port 65536    | --port must be a number from 1 to 65535, not 65536",
                "up --port http     | --port must be a number from 1 to 65535, not http",
                "chaos --minutes 0  | --minutes must be a number from 1 to 9999, not 0",
                "chaos --seed x     | --seed must be a number of up to 18 digits, not x",
                "dead-letters --go  | dead-letters has no option --go; ./rookery help lists all commands",
                "dead-letters a b   | dead-letters does not take b; ./rookery help lists all commands",
                "dead-letters --replay --discard | --replay and --discard exclude each other",
                "down kafka         | down does not take kafka; ./rookery help lists all commands",
            })
    void a_misuse_is_named_in_one_line(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void an_unknown_or_missing_component_lists_the_known_ones() {
        assertThatThrownBy(() -> parse("kill mysql"))
                .hasMessageStartingWith("unknown component mysql")
                .hasMessageContaining("postgres, redis, kafka");
        assertThatThrownBy(() -> parse("kill")).hasMessageStartingWith("kill needs the name of a component");
    }

    private static Command parse(String arguments) {
        return CommandLine.parse(arguments.split(" +"), DEFAULT);
    }
}
