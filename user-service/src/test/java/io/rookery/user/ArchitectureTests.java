package io.rookery.user;

import io.rookery.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void the_rules_of_the_house_hold() {
        ArchitectureRules.check("io.rookery.user");
    }
}
