package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.stack.ComponentStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTests {

    private static final ComponentStatus READY = new ComponentStatus("redis", 42L, 20_001, true, 8L << 20);
    private static final ComponentStatus STOPPED = new ComponentStatus("kafka", null, 20_002, false, 0);

    @Test
    void a_stack_is_ready_when_all_its_components_are() {
        assertThat(report(READY).ready()).isTrue();
        assertThat(report(READY, STOPPED).ready()).isFalse();
    }

    @Test
    void the_table_has_a_line_for_each_component_and_the_sum() {
        assertThat(report(READY, STOPPED).table().lines())
                .containsExactly(
                        "COMPONENT         STATE         PID   PORT    MEMORY",
                        "redis             ready          42  20001     8 MiB",
                        "kafka             stopped         -  20002         -",
                        "                                               8 MiB",
                        "http://127.0.0.1:8080");
    }

    @Test
    void the_json_leaves_out_the_process_of_a_stopped_component() {
        String json = report(READY, STOPPED).json();

        assertThat(json)
                .containsOnlyOnce("\"pid\"")
                .contains("\"memory_bytes\" : 8388608")
                .contains("\"ready\" : false");
    }

    private static StatusReport report(ComponentStatus... components) {
        return StatusReport.of(URI.create("http://127.0.0.1:8080"), Path.of("/data"), List.of(components));
    }
}
