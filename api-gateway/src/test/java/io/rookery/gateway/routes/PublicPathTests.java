package io.rookery.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathTests {

    @ParameterizedTest
    @CsvSource({
        "/.well-known/jwks.json,         USER,     false",
        "/v1/auth/register,              USER,     false",
        "/v1/auth/refresh,               USER,     false",
        "/v1/users,                      USER,     true",
        "/v1/users/me,                   USER,     true",
        "/v1/users/by-handle/jack_D,     USER,     true",
        "/v1/users/1/follow,             USER,     true",
        "/v1/users/me/timeline,          TIMELINE, true",
        "/v1/users/12/timeline,          TIMELINE, true",
        "/v1/users/12/tweets,            TWEET,    true",
        "/v1/users/12/tweets/more,       USER,     true",
        "/v1/users/12/likes,             TWEET,    true",
        "/v1/bookmarks,                  TWEET,    true",
        "/media/12/original,             MEDIA,    false",
        "/docs,                          ,         false",
        "/docs/openapi.yaml,             ,         false",
        "/v1/tweets,                     TWEET,    true",
        "/v1/tweets/1912345678901234567, TWEET,    true",
        "/v1/tweets/1/like,              TWEET,    true",
        "/v1/media,                      MEDIA,    true",
        "/v1/media/1/complete,           MEDIA,    true",
    })
    void each_public_path_has_one_owner(String path, @Nullable Service service, boolean needsToken) {
        PublicPath found = PublicPath.of(path).orElseThrow();

        assertThat(found.service()).isEqualTo(service);
        assertThat(found.needsToken()).isEqualTo(needsToken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/",
                "/v2/tweets",
                "/V1/tweets",
                "/v1/tweetsy",
                "/v1/tweets/",
                "/internal/users",
                "/media/12",
                "/media/12/original/more",
                "/docs/",
                "/docsy",
                "/actuator/health",
                "/v3/api-docs",
                "/error",
                "/.well-known/openid-configuration",
                "/.well-known/jwks.json/"
            })
    void what_is_not_in_the_table_does_not_exist(String path) {
        assertThat(PublicPath.of(path)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//internal",
                "/v1//users",
                "//v1/users/1",
                "/v1/../internal",
                "/v1/users/./1",
                "/v1/users/..",
                "/v1/users/../../internal/users",
                "/v1/users/%2e%2e/%2e%2e/internal",
                "/v1/users/..%2f..%2finternal",
                "/v1/users/..%252f..%252finternal",
                "/%69nternal",
                "/v1/users/1;x=y",
                "/v1/users/1;/../../internal",
                "/v1/users/..;/..;/internal",
                "/v1/users/..\\..\\internal",
                "/v1/users/1%00",
                "/v1/users/\u0131nternal",
                "/v1/users/1\n"
            })
    void a_path_that_could_be_read_in_two_ways_does_not_exist(String path) {
        assertThat(PublicPath.of(path)).isEqualTo(Optional.empty());
    }

    @Test
    void a_very_long_path_is_looked_up_without_deep_recursion() {
        assertThat(PublicPath.of("/v1/users" + "/a".repeat(10_000))).isPresent();
    }
}
