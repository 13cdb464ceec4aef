package io.rookery.fanout;

import io.rookery.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_house_rules_hold() {
        ArchitectureRules.check("io.rookery.fanout");
    }
}
