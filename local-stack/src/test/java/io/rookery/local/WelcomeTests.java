package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WelcomeTests {

    private static final URI URL = URI.create("http://127.0.0.1:8080");

    @Test
    void a_seeded_world_is_entered_by_login() {
        assertThat(Welcome.text(true, URL, "wren", "s3cret"))
                .contains("log in as wren with password s3cret")
                .contains("http://127.0.0.1:8080/v1/auth/login")
                .contains("sed -n 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/p'");
    }

    @Test
    void an_empty_world_is_entered_by_registration() {
        assertThat(Welcome.text(false, URL, "wren", "s3cret"))
                .contains("/v1/auth/register")
                .contains("\"email\":\"wren@rookery.example\"");
    }
}
