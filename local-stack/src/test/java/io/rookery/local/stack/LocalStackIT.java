package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.local.LocalStackExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LocalStackExtension.class)
class LocalStackIT {

    @Test
    void a_started_stack_has_every_component_ready(LocalStack stack) {
        assertThat(stack.status())
                .hasSize(Component.values().length)
                .allSatisfy(component ->
                        assertThat(component.ready()).as(component.name()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {"POSTGRES", "REDIS", "FANOUT_WORKER"})
    void a_killed_component_comes_back_on_its_port(Component component, LocalStack stack) {
        int port = stack.port(component);

        stack.kill(component);
        assertThat(status(stack, component).pid()).isNull();
        assertThatThrownBy(() -> stack.kill(component)).hasMessageContaining("is not running");

        stack.start(component, ProgressListener.NONE);
        assertThat(status(stack, component).ready()).isTrue();
        assertThat(stack.port(component)).isEqualTo(port);
        assertThatThrownBy(() -> stack.start(component, ProgressListener.NONE)).hasMessageContaining("runs already");
    }

    @Test
    void a_running_stack_is_not_started_twice(LocalStack stack) {
        int port = stack.port(Component.API_GATEWAY);

        assertThatThrownBy(() -> stack.start(port, ProgressListener.NONE)).hasMessageContaining("already running");
    }

    private static ComponentStatus status(LocalStack stack, Component component) {
        return stack.status().get(component.ordinal());
    }
}
