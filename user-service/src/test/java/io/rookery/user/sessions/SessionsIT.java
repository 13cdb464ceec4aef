package io.rookery.user.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithUserService
class SessionsIT {

    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RefreshFamilyRepository families;

    @Test
    void who_registers_is_logged_in() {
        String handle = TestUsers.handle();

        ServiceApi.Reply reply = register(handle, handle + "@example.org");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(reply.body().path("expires_in").asInt()).isEqualTo(900);
        assertThat(reply.body().path("user").path("handle").asString()).isEqualTo(handle);
        assertThat(reply.body().path("user").path("display_name").asString()).isEqualTo(handle);
        assertThat(reply.body().path("user").path("email").asString()).isEqualTo(handle + "@example.org");
        assertThat(reply.headers().getCacheControl()).contains("no-store");
        ServiceApi.Reply me = api.exchange(HttpMethod.GET, "/v1/users/me", authorization(reply), null);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body()).isEqualTo(reply.body().path("user"));
    }

    @Test
    void neither_a_handle_nor_an_address_is_taken_twice_in_any_case_of_its_letters() {
        String handle = TestUsers.handle();
        register(handle, handle + "@example.org");

        ServiceApi.Reply sameHandle = register(handle.toUpperCase(), "other." + handle + "@example.org");
        ServiceApi.Reply sameAddress = register(TestUsers.handle(), handle.toUpperCase() + "@EXAMPLE.org");

        sameHandle.assertProblem(409, "handle_taken");
        sameAddress.assertProblem(409, "email_taken");
    }

    @Test
    void of_fifty_who_want_one_handle_at_once_one_gets_it() throws Exception {
        String handle = TestUsers.handle();
        List<Callable<ServiceApi.Reply>> registrations = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String email = handle + i + "@example.org";
            registrations.add(() -> register(handle, email));
        }

        List<ServiceApi.Reply> replies = Together.all(registrations);

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 409 && reply.code().equals("handle_taken"))
                .hasSize(49);
    }

    @ParameterizedTest
    @CsvSource({
        "handle, a-b, pattern",
        "handle, sixteen_letters_, pattern",
        "email, nobody, pattern",
        "password, 123456789, text_length",
        "display_name, '   ', text_length",
    })
    void what_is_not_allowed_is_named(String field, String value, String code) {
        String handle = TestUsers.handle();
        Map<String, Object> body =
                new HashMap<>(Map.of("handle", handle, "email", handle + "@example.org", "password", PASSWORD));
        body.put(field, value);

        ServiceApi.Reply reply = api.post("/v1/auth/register", body);

        reply.assertProblem(422, "validation_failed");
        assertThat(reply.texts("errors", "pointer")).containsExactly("/" + field);
        assertThat(reply.texts("errors", "code")).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/auth/register | {}                               | 422 | validation_failed
            POST | /v1/auth/register | {"handle":["a"]}                 | 422 | validation_failed
            POST | /v1/auth/register | {                                | 400 | malformed_request
            POST | /v1/auth/login    | {"login":null,"password":"x"}    | 422 | validation_failed
            POST | /v1/auth/login    | {"login":"\\u0000","password":""} | 401 | invalid_credentials
            POST | /v1/auth/refresh  | {}                               | 422 | validation_failed
            POST | /v1/auth/refresh  | {"refresh_token":"abc"}          | 401 | invalid_refresh_token
            GET  | /v1/auth/login    |                                  | 405 | method_not_allowed
            """)
    void bad_input_is_a_problem(String method, String path, String body, int status, String code) {
        ServiceApi.Reply reply = api.exchange(HttpMethod.valueOf(method), path, Map.of(), body);

        reply.assertProblem(status, code);
    }

    @Test
    void one_logs_in_by_handle_or_by_address() {
        String handle = TestUsers.handle();
        register(handle, handle + "@example.org");

        assertThat(login(handle.toUpperCase(), PASSWORD).status()).isEqualTo(200);
        assertThat(login(handle + "@Example.org", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void an_unknown_user_and_a_wrong_password_get_the_same_reply() {
        String handle = TestUsers.handle();
        register(handle, handle + "@example.org");

        ServiceApi.Reply wrong = login(handle, PASSWORD + "!");
        ServiceApi.Reply unknown = login(TestUsers.handle(), PASSWORD);

        wrong.assertProblem(401, "invalid_credentials");
        assertThat(wrong.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
        unknown.assertProblem(401, "invalid_credentials");
        assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
    }

    @Test
    void an_expired_access_token_does_not_keep_anyone_from_logging_in() {
        String handle = TestUsers.handle();
        register(handle, handle + "@example.org");

        ServiceApi.Reply reply = api.exchange(
                HttpMethod.POST,
                "/v1/auth/login",
                Map.of(HttpHeaders.AUTHORIZATION, "Bearer expired"),
                "{\"login\":\"" + handle + "\",\"password\":\"" + PASSWORD + "\"}");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_is_good_once_for_the_next() {
        ServiceApi.Reply first = registered();

        ServiceApi.Reply second = refresh(first);
        ServiceApi.Reply third = refresh(second);

        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.text("refresh_token")).isNotEqualTo(second.text("refresh_token"));
        assertThat(api.exchange(HttpMethod.GET, "/v1/users/me", authorization(third), null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_token_that_is_used_again_ends_its_whole_family_and_no_other() {
        String handle = TestUsers.handle();
        ServiceApi.Reply first = register(handle, handle + "@example.org");
        ServiceApi.Reply otherLogin = login(handle, PASSWORD);
        ServiceApi.Reply second = refresh(first);

        ServiceApi.Reply again = refresh(first);

        again.assertProblem(401, "invalid_refresh_token");
        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(refresh(otherLogin).status()).isEqualTo(200);
    }

    @Test
    void of_twenty_refreshes_at_once_one_wins() throws Exception {
        ServiceApi.Reply first = registered();

        List<ServiceApi.Reply> replies = Together.times(20, () -> refresh(first));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() == 401).hasSize(19);
    }

    @Test
    void logging_out_ends_the_family_and_is_no_error_twice() {
        ServiceApi.Reply first = registered();
        ServiceApi.Reply second = refresh(first);

        assertThat(logout(first.text("refresh_token"))).isEqualTo(204);
        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(logout(first.text("refresh_token"))).isEqualTo(204);
        assertThat(logout("unknown")).isEqualTo(204);
    }

    @Test
    void after_thirty_days_without_use_a_login_is_over_and_swept_away() {
        ServiceApi.Reply first = registered();
        RefreshToken token = RefreshToken.parse(first.text("refresh_token")).orElseThrow();
        jdbc.sql("update refresh_families set expires_at = now() - interval '1 second' where family_hash = :family")
                .param("family", token.familyHash())
                .update();

        int swept = families.deleteExpired(Instant.now());

        assertThat(swept).isEqualTo(1);
        assertThat(refresh(first).status()).isEqualTo(401);
    }

    @Test
    void tokens_and_passwords_are_stored_as_hashes_only() {
        ServiceApi.Reply first = registered();

        String stored = jdbc.sql("""
                        select password_hash || encode(family_hash, 'escape') || encode(token_hash, 'escape')
                        from refresh_families join users using (user_id) where user_id = :user
                        """)
                .param("user", first.body().path("user").path("user_id").asLong())
                .query(String.class)
                .single();

        assertThat(stored).startsWith("$argon2id$").doesNotContain(first.text("refresh_token"), PASSWORD);
    }

    private ServiceApi.Reply registered() {
        String handle = TestUsers.handle();
        return register(handle, handle + "@example.org");
    }

    private ServiceApi.Reply register(String handle, String email) {
        return api.post("/v1/auth/register", Map.of("handle", handle, "email", email, "password", PASSWORD));
    }

    private ServiceApi.Reply login(String login, String password) {
        return api.post("/v1/auth/login", Map.of("login", login, "password", password));
    }

    private ServiceApi.Reply refresh(ServiceApi.Reply session) {
        return api.post("/v1/auth/refresh", Map.of("refresh_token", session.text("refresh_token")));
    }

    private int logout(String refreshToken) {
        return api.post("/v1/auth/logout", Map.of("refresh_token", refreshToken))
                .status();
    }

    private static Map<String, String> authorization(ServiceApi.Reply session) {
        return Map.of(HttpHeaders.AUTHORIZATION, "Bearer " + session.text("access_token"));
    }
}
