package io.rookery.timeline.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.timeline.lag.Ladder.Step;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTests {

    private final Ladder ladder = new Ladder(Duration.ofSeconds(30), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from     | age        | to
            NORMAL   | PT0S       | NORMAL
            NORMAL   | PT30S      | NORMAL
            NORMAL   | PT30.001S  | LATE
            NORMAL   | PT5M       | LATE
            NORMAL   | PT5M0.001S | PULL_ALL
            LATE     | PT0S       | NORMAL
            LATE     | PT14.999S  | NORMAL
            LATE     | PT15S      | LATE
            LATE     | PT5M       | LATE
            LATE     | PT5M0.001S | PULL_ALL
            PULL_ALL | PT0S       | NORMAL
            PULL_ALL | PT14.999S  | NORMAL
            PULL_ALL | PT15S      | PULL_ALL
            PULL_ALL | PT1M       | PULL_ALL
            PULL_ALL | PT10M      | PULL_ALL
            """, useHeadersInDisplayName = true)
    void a_step_is_taken_above_its_mark_and_left_below_half_of_the_lower_one(Step from, Duration age, Step to) {
        assertThat(ladder.next(from, age)).isEqualTo(to);
    }
}
