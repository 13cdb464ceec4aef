package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTests {

    @Test
    void available_memory_is_what_linux_says_is_available_not_what_is_free() {
        List<String> meminfo = List.of("MemTotal: 8000000 kB", "MemFree: 100 kB", "MemAvailable:    2048 kB");

        assertThat(Doctor.availableMemory(meminfo)).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void a_finding_that_is_wrong_stands_out() {
        assertThat(new Doctor.Finding(false, "curl", "not on the PATH")).hasToString("WRONG curl: not on the PATH");
        assertThat(new Doctor.Finding(true, "curl", "found")).hasToString("ok    curl: found");
    }
}
