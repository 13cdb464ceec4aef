package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackStateTests {

    private static final StackState.Started STARTED =
            new StackState.Started(4711, Instant.parse("2026-01-01T10:00:00.120Z"));

    @Test
    void what_is_written_is_what_is_read() {
        StackState state = new StackState(
                        new StackPorts(Map.of("redis", 20_001)), Map.of("ROOKERY_PUSH_LIMIT", "5"), Map.of())
                .with(Component.REDIS, STARTED);

        String json = Json.MAPPER.writeValueAsString(state);

        assertThat(Json.MAPPER.readValue(json, StackState.class)).isEqualTo(state);
        assertThat(json).contains("\"started_at\" : \"2026-01-01T10:00:00.120Z\"");
    }

    @Test
    void a_stopped_component_is_forgotten_and_the_others_are_not() {
        StackState state = StackState.NEW
                .with(Component.REDIS, STARTED)
                .with(Component.KAFKA, STARTED)
                .without(Component.REDIS);

        assertThat(state.process(Component.REDIS)).isEmpty();
        assertThat(state.process(Component.KAFKA)).contains(STARTED);
    }

    @Test
    void only_the_settings_of_rookery_are_remembered() {
        assertThat(LocalStack.settings(Map.of("ROOKERY_PUSH_LIMIT", "5", "HOME", "/home/wren", "AWS_SECRET", "x")))
                .containsExactly(Map.entry("ROOKERY_PUSH_LIMIT", "5"));
    }
}
