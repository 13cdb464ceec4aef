package io.rookery.user.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.defaults.settings.InvalidSettingException;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.PostgresBackend;
import io.rookery.user.UserServiceApplication;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MissingKeysIT {

    @Test
    void without_a_signing_key_the_start_fails_and_says_why_without_a_stack_trace(
            @TempDir Path empty, CapturedOutput output) {
        Map<String, Object> settings = new HashMap<>(new PostgresBackend().properties());
        settings.putAll(new TestTokens().properties());
        settings.put("ROOKERY_SIGNING_KEYS", empty.toString());
        settings.put("SERVER_PORT", "0");
        var application = new SpringApplicationBuilder(UserServiceApplication.class).properties(settings);

        assertThatThrownBy(application::run).hasRootCauseInstanceOf(InvalidSettingException.class);

        assertThat(output.getOut())
                .contains("ROOKERY_SIGNING_KEYS must name a folder with at least one RSA key")
                .doesNotContain("\tat io.rookery", "\\tat io.rookery");
    }
}
