package io.rookery.user.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.test.ServiceApi;
import io.rookery.user.Api;
import io.rookery.user.SignIns;
import io.rookery.user.TestClock;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WithUserService
@Import({TestClock.class, SignIns.class})
class SessionsIT {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SignIns signIns;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void who_registers_is_logged_in() {
        String handle = TestUsers.handle();

        ServiceApi.Reply reply = signIns.register(handle);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(reply.body().path("expires_in").asInt()).isEqualTo(900);
        assertThat(reply.body().path("user").path("handle").asString()).isEqualTo(handle);
        assertThat(reply.body().path("user").path("display_name").asString()).isEqualTo(handle);
        assertThat(reply.body().path("user").path("email").asString()).isEqualTo(handle + "@example.org");
        assertThat(reply.headers().getCacheControl()).contains("no-store");
        ServiceApi.Reply me = signIns.me(reply);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body()).isEqualTo(reply.body().path("user"));
    }

    @Test
    void neither_a_handle_nor_an_address_is_taken_twice_in_any_case_of_its_letters() {
        String handle = TestUsers.handle();
        signIns.register(handle);

        ServiceApi.Reply sameHandle =
                signIns.register(handle.toUpperCase(), "other." + handle + "@example.org", SignIns.PASSWORD);
        ServiceApi.Reply sameAddress =
                signIns.register(TestUsers.handle(), handle.toUpperCase() + "@EXAMPLE.org", SignIns.PASSWORD);

        sameHandle.assertProblem(409, "handle_taken");
        sameAddress.assertProblem(409, "email_taken");
    }

    @Test
    void of_fifty_who_want_one_handle_at_once_one_gets_it() throws Exception {
        String handle = TestUsers.handle();
        List<Callable<ServiceApi.Reply>> registrations = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String email = handle + i + "@example.org";
            registrations.add(() -> signIns.register(handle, email, SignIns.PASSWORD));
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
        "password, QwertyUiop, common_password",
        "display_name, '   ', text_length",
    })
    void what_is_not_allowed_is_named(String field, String value, String code) {
        String handle = TestUsers.handle();
        Map<String, Object> body =
                new HashMap<>(Map.of("handle", handle, "email", handle + "@example.org", "password", SignIns.PASSWORD));
        body.put(field, value);

        ServiceApi.Reply reply = api.post("/v1/auth/register", body);

        reply.assertProblem(422, "validation_failed");
        assertThat(reply.texts("errors", "pointer")).containsExactly("/" + field);
        assertThat(reply.texts("errors", "code")).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/auth/register | {}                               | 422 | validation_failed
            POST | /v1/auth/login    | {"login":"nobody","password":"\\ud800"} | 422 | validation_failed
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
        signIns.register(handle);

        assertThat(signIns.login(handle.toUpperCase(), SignIns.PASSWORD).status())
                .isEqualTo(200);
        assertThat(signIns.login(handle + "@Example.org", SignIns.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_user_and_a_wrong_password_get_the_same_reply() {
        String handle = TestUsers.handle();
        signIns.register(handle);

        ServiceApi.Reply wrong = signIns.login(handle, SignIns.PASSWORD + "!");
        ServiceApi.Reply unknown = signIns.login(TestUsers.handle(), SignIns.PASSWORD);

        wrong.assertProblem(401, "invalid_credentials");
        assertThat(wrong.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
        unknown.assertProblem(401, "invalid_credentials");
        assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
    }

    @Test
    void an_unknown_user_costs_as_many_hashes_as_a_wrong_password() {
        String handle = TestUsers.handle();
        signIns.register(handle);

        long before = hashes();
        signIns.login(handle, SignIns.PASSWORD + "!");
        long wrong = hashes();
        signIns.login(TestUsers.handle(), SignIns.PASSWORD);
        long unknown = hashes();

        assertThat(wrong - before).isEqualTo(1);
        assertThat(unknown - wrong).isEqualTo(1);
    }

    @Test
    void the_password_is_neither_the_handle_nor_the_address_in_any_case_of_their_letters() {
        String handle = TestUsers.handle();
        String email = SignIns.address(handle);

        for (String password : List.of(handle, handle.toUpperCase(), email, email.toUpperCase())) {
            ServiceApi.Reply reply = signIns.register(handle, email, password);

            reply.assertProblem(422, "validation_failed");
            assertThat(reply.texts("errors", "pointer")).containsExactly("/password");
            assertThat(reply.texts("errors", "code")).containsExactly("password_is_name");
        }
    }

    @Test
    void an_expired_access_token_does_not_keep_anyone_from_logging_in() {
        String handle = TestUsers.handle();
        signIns.register(handle);

        ServiceApi.Reply reply = api.exchange(
                HttpMethod.POST,
                "/v1/auth/login",
                Map.of(HttpHeaders.AUTHORIZATION, "Bearer expired"),
                "{\"login\":\"" + handle + "\",\"password\":\"" + SignIns.PASSWORD + "\"}");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void who_is_erased_or_gets_another_password_while_the_old_one_is_looked_at_is_not_logged_in() throws Exception {
        ServiceApi.Reply session = signIns.register();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ServiceApi.Reply> login = Objects.requireNonNull(transactions.execute(_ -> {
                jdbc.sql("update users set password_hash = 'another' where user_id = :user")
                        .param("user", SignIns.userId(session))
                        .update();
                Future<ServiceApi.Reply> late =
                        threads.submit(() -> signIns.login(SignIns.handle(session), SignIns.PASSWORD));
                await().until(() -> jdbc.sql("select exists (select from pg_locks where not granted)")
                        .query(Boolean.class)
                        .single());
                return late;
            }));

            login.get().assertProblem(401, "invalid_credentials");
        }
    }

    @Test
    void tokens_and_passwords_are_stored_as_hashes_only() {
        ServiceApi.Reply first = signIns.register();

        String stored = jdbc.sql("""
                        select password_hash || encode(family_hash, 'escape') || encode(token_hash, 'escape')
                        from refresh_families join users using (user_id) where user_id = :user
                        """)
                .param("user", first.body().path("user").path("user_id").asLong())
                .query(String.class)
                .single();

        assertThat(stored).startsWith("$argon2id$").doesNotContain(first.text("refresh_token"), SignIns.PASSWORD);
    }

    private long hashes() {
        return registry.get("rookery.passwords.hash").timer().count();
    }
}
