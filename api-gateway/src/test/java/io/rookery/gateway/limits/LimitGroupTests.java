package io.rookery.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

class LimitGroupTests {

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/users/me,         READ",
        "HEAD,   /v1/tweets/1,         READ",
        "GET,    /nowhere,             READ",
        "GET,    /v1/media/1,          READ",
        "GET,    /media/1/original,    READ",
        "POST,   /v1/tweets,           WRITE",
        "DELETE, /v1/users/me,         WRITE",
        "TRACE,  /nowhere,             WRITE",
        "POST,   /v1/mediaocre,        WRITE",
        "POST,   /v1/media,            MEDIA",
        "PATCH,  /v1/media/1,          MEDIA",
        "POST,   /v1/auth/login,       LOGIN",
        "POST,   /v1/auth/refresh,     LOGIN",
        "POST,   /v1/auth/logout,      LOGIN",
        "GET,    /v1/auth/login,       LOGIN",
        "POST,   /v1/auth/register,    REGISTER",
        "POST,   /v1/auth/register/,   LOGIN",
        "POST,   /v1//auth/login,      WRITE",
    })
    void a_request_is_in_one_group(String method, String path, LimitGroup group) {
        assertThat(LimitGroup.of(HttpMethod.valueOf(method), path)).isEqualTo(group);
    }
}
