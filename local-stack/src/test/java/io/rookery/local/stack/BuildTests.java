package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildTests {

    @Test
    void the_jar_to_run_is_the_plain_one() {
        assertThat(Build.isPlainJar(Component.USER_SERVICE, "user-service-0.1.0.jar"))
                .isTrue();
        assertThat(Build.isPlainJar(Component.USER_SERVICE, "user-service-0.1.0-exec.jar"))
                .isFalse();
        assertThat(Build.isPlainJar(Component.USER_SERVICE, "user-service-0.1.0.jar.original"))
                .isFalse();
    }

    @Test
    void the_environment_replaces_the_lean_jvm_options() {
        assertThat(Build.javaOptions(Map.of())).contains("-XX:TieredStopAtLevel=1");
        assertThat(Build.javaOptions(Map.of("ROOKERY_JAVA_OPTS", " -Xmx1g  -XX:+UseG1GC ")))
                .containsExactly("-Xmx1g", "-XX:+UseG1GC");
    }
}
