package io.rookery.local.chaos.faults;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.stack.Component;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTests {

    @Test
    void the_seed_decides_what_breaks_and_when() {
        FaultPlan one = new FaultPlan(7);
        FaultPlan same = new FaultPlan(7);

        assertThat(one.nextRound()).isEqualTo(same.nextRound());
        assertThat(one.nextRound()).isEqualTo(same.nextRound());
        assertThat(one.nextRound()).isNotEqualTo(new FaultPlan(8).nextRound());
    }

    @Test
    void a_round_kills_every_component_once_and_flushes_redis() {
        var round = new FaultPlan(7).nextRound();

        assertThat(round.stream().filter(Fault.Kill.class::isInstance).map(Fault::component))
                .containsExactlyInAnyOrder(Component.values());
        assertThat(round).filteredOn(Fault.Flush.class::isInstance).hasSize(1);
    }

    @Test
    void three_rounds_bring_every_trouble_to_every_way() {
        FaultPlan plan = new FaultPlan(7);
        Set<String> troubles = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            troubles.addAll(plan.nextRound().stream()
                    .filter(Fault.Network.class::isInstance)
                    .map(Fault::toString)
                    .collect(toSet()));
        }

        assertThat(troubles)
                .hasSize(7 * 3)
                .contains(
                        "kafka answers 200 ms later", "user-service cut off, silently", "cassandra cut off, by resets");
    }
}
