package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryUseTests {

    @Test
    void shared_pages_are_counted_by_their_share() {
        List<String> rollup = List.of("Rss:  900 kB", "Pss:             300 kB", "Pss_Anon:  200 kB");

        assertThat(MemoryUse.proportional(rollup)).isEqualTo(300 * 1024);
    }
}
