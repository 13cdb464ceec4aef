package io.rookery.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.stack.Build;
import io.rookery.local.stack.DataFolder;
import io.rookery.test.contracts.ReplyContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short round of what {@code ./rookery chaos} does for as long as one likes. Only when asked for, with {@code
 * -Drookery.chaos=true}, on a machine that has nothing else to do: what is late there counts as unavailable.
 */
@EnabledIfSystemProperty(named = "rookery.chaos", matches = "true")
class ChaosIT {

    private static final ReplyContract CONTRACT = ReplyContract.published();

    @Test
    void nothing_acknowledged_is_lost_or_doubled_whatever_is_killed_flushed_delayed_or_cut_off(@TempDir Path folder)
            throws InterruptedException {
        try (Chaos chaos =
                new Chaos(1, DataFolder.at(folder.resolve("stack")), Build.current(), Map.of(), System.out::println)) {
            Chaos.Outcome outcome = chaos.runOneRound(ChaosIT::undocumented);

            System.out.println(outcome.text());
            assertThat(outcome.held()).as(outcome.text()).isTrue();
        }
    }

    private static Optional<String> undocumented(
            String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
        try {
            CONTRACT.assertKept(method, path, status, headers, body);
            return Optional.empty();
        } catch (AssertionError notKept) {
            return Optional.of(
                    String.valueOf(notKept.getMessage()).lines().findFirst().orElse("against the document"));
        }
    }
}
