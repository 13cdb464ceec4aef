package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StackPortsTests {

    private final AtomicInteger next = new AtomicInteger(20_000);

    @Test
    void a_new_stack_gets_a_port_of_its_own_for_everything() {
        StackPorts ports = StackPorts.NONE.choose(8080, port -> true, next::getAndIncrement);

        assertThat(ports.of(Component.API_GATEWAY)).isEqualTo(8080);
        assertThat(ports.byName()).hasSize(Component.values().length + 3);
        assertThat(new HashSet<>(ports.byName().values()))
                .hasSameSizeAs(ports.byName().entrySet());
    }

    @Test
    void a_restarted_stack_keeps_its_ports_and_may_move_its_gateway() {
        StackPorts first = StackPorts.NONE.choose(8080, port -> true, next::getAndIncrement);

        StackPorts second = first.choose(9090, port -> true, next::getAndIncrement);

        assertThat(second.of(Component.API_GATEWAY)).isEqualTo(9090);
        assertThat(second.of(Component.KAFKA)).isEqualTo(first.of(Component.KAFKA));
        assertThat(second.of(StackPorts.KAFKA_CONTROLLER)).isEqualTo(first.of(StackPorts.KAFKA_CONTROLLER));
    }

    @Test
    void only_a_port_that_was_taken_meanwhile_changes() {
        StackPorts first = StackPorts.NONE.choose(8080, port -> true, next::getAndIncrement);
        int taken = first.of(Component.REDIS);

        StackPorts second = first.choose(8080, port -> port != taken, next::getAndIncrement);

        assertThat(second.of(Component.REDIS)).isNotEqualTo(taken);
        assertThat(second.of(Component.S3)).isEqualTo(first.of(Component.S3));
    }

    @Test
    void a_stack_that_was_never_started_has_no_ports() {
        assertThatThrownBy(() -> StackPorts.NONE.of(Component.REDIS)).hasMessageContaining("never started");
    }
}
