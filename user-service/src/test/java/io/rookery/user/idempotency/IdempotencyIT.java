package io.rookery.user.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.idempotency.Claim;
import io.rookery.defaults.idempotency.IdempotencyStore;
import io.rookery.defaults.idempotency.IdempotentRequest;
import io.rookery.defaults.idempotency.StoredReply;
import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import io.rookery.user.Api;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithUserService
class IdempotencyIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private IdempotencyStore store;

    @Autowired
    private TestTokens tokens;

    private final String key = UUID.randomUUID().toString();

    @Test
    void fifty_equal_requests_at_once_make_one_account_and_get_one_reply() throws Exception {
        String handle = TestUsers.handle();
        String body = registration(handle);

        List<ServiceApi.Reply> replies = Together.times(50, () -> {
            ServiceApi.Reply reply = register(body);
            while (reply.status() == 409) {
                reply.assertProblem(409, "idempotency_in_progress");
                assertThat(reply.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
                reply = register(body);
            }
            return reply;
        });

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.body()).isEqualTo(replies.getFirst().body());
            assertThat(reply.headers().getContentType())
                    .isEqualTo(replies.getFirst().headers().getContentType());
        });
        assertThat(replies)
                .filteredOn(reply -> reply.headers().getFirst(REPLAYED) == null)
                .hasSize(1);
        assertThat(jdbc.sql("select count(*) from users where handle = :handle")
                        .param("handle", handle)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_request_sent_again_is_answered_again() {
        String body = registration(TestUsers.handle());
        ServiceApi.Reply first = register(body);

        ServiceApi.Reply second = register(body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers().getFirst(REPLAYED)).isNull();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().getFirst(REPLAYED)).isEqualTo("true");
        assertThat(second.headers().getCacheControl()).contains("no-store");
        assertThat(second.headers().getFirst("X-Request-Id"))
                .isNotEqualTo(first.headers().getFirst("X-Request-Id"));
    }

    @Test
    void an_error_of_the_request_is_answered_again_too() {
        String handle = TestUsers.handle();
        String body = "{\"login\":\"" + handle + "\",\"password\":\"" + PASSWORD + "\"}";
        ServiceApi.Reply before = post("/v1/auth/login", key, body);
        api.exchange(HttpMethod.POST, "/v1/auth/register", Map.of(), registration(handle));

        ServiceApi.Reply again = post("/v1/auth/login", key, body);

        before.assertProblem(401, "invalid_credentials");
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.body()).isEqualTo(before.body());
        assertThat(again.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
    }

    @Test
    void a_reply_without_a_body_is_answered_again_without_one() {
        String body = "{\"refresh_token\":\"unknown\"}";
        post("/v1/auth/logout", key, body);

        ServiceApi.Reply again = post("/v1/auth/logout", key, body);

        assertThat(again.status()).isEqualTo(204);
        assertThat(again.headers().getFirst(REPLAYED)).isEqualTo("true");
        assertThat(again.headers().getContentType()).isNull();
    }

    @Test
    void a_key_is_good_for_one_body() {
        register(registration(TestUsers.handle()));

        ServiceApi.Reply reply = register(registration(TestUsers.handle()));

        reply.assertProblem(422, "idempotency_key_reused");
    }

    @Test
    void a_key_means_nothing_to_another_path() {
        register(registration(TestUsers.handle()));

        assertThat(post("/v1/auth/logout", key, "{\"refresh_token\":\"unknown\"}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void without_a_key_nothing_is_kept() {
        api.exchange(HttpMethod.POST, "/v1/auth/logout", Map.of(), "{\"refresh_token\":\"unknown\"}");
        ServiceApi.Reply again =
                api.exchange(HttpMethod.POST, "/v1/auth/logout", Map.of(), "{\"refresh_token\":\"unknown\"}");

        assertThat(again.headers().getFirst(REPLAYED)).isNull();
    }

    @Test
    void a_malformed_key_is_refused() {
        post("/v1/auth/logout", "k".repeat(256), "{\"refresh_token\":\"unknown\"}")
                .assertProblem(400, "invalid_idempotency_key");
    }

    @Test
    void a_body_over_the_limit_is_refused_and_leaves_the_key_free() {
        String body = "{\"refresh_token\":\"" + "x".repeat(70_000) + "\"}";

        post("/v1/auth/logout", key, body).assertProblem(413, "payload_too_large");

        assertThat(rows()).isEmpty();
    }

    @Test
    void two_users_may_choose_the_same_key() {
        String path = "/v1/no-such-path";
        ServiceApi.Reply first = post(path, key, "{}", 1);
        ServiceApi.Reply second = post(path, key, "{\"other\":1}", 2);
        ServiceApi.Reply again = post(path, key, "{}", 1);

        first.assertProblem(404, "not_found");
        second.assertProblem(404, "not_found");
        assertThat(second.headers().getFirst(REPLAYED)).isNull();
        assertThat(again.headers().getFirst(REPLAYED)).isEqualTo("true");
    }

    @Test
    void a_caller_who_is_not_known_claims_nothing() {
        api.exchange(HttpMethod.POST, "/v1/no-such-path", Map.of(KEY, key), "{}")
                .assertProblem(401, "unauthenticated");

        assertThat(rows()).isEmpty();
    }

    @Test
    void the_table_holds_no_password_and_no_token_and_nothing_they_can_be_tried_against() throws Exception {
        String body = registration(TestUsers.handle());
        ServiceApi.Reply reply = register(body);

        Map<String, Object> row = rows().getFirst();
        String stored = row + new String((byte[]) row.get("body"), StandardCharsets.ISO_8859_1);

        byte[] plainHash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        assertThat(stored)
                .doesNotContain(PASSWORD)
                .doesNotContain(reply.text("access_token"))
                .doesNotContain(reply.text("refresh_token"))
                .doesNotContain(reply.body().path("user").path("email").asString())
                .doesNotContain(HexFormat.of().formatHex(plainHash));
    }

    @Test
    void a_request_that_died_is_done_again_under_its_id_once_its_lease_has_ended() {
        IdempotentRequest request = request("a");
        Claim.Granted first = granted(store.claim(request));
        assertThat(store.claim(request)).isInstanceOf(Claim.InProgress.class);

        update("held_until = now() - interval '1 second'");
        Claim.Granted second = granted(store.claim(request));

        assertThat(first.again()).isFalse();
        assertThat(second).isEqualTo(new Claim.Granted(first.id(), true));
        assertThat(store.claim(request)).isInstanceOf(Claim.InProgress.class);
    }

    @Test
    void what_died_with_another_body_keeps_its_key() {
        store.claim(request("a"));
        update("held_until = now() - interval '1 second'");

        assertThat(store.claim(request("b"))).isInstanceOf(Claim.Reused.class);
    }

    @Test
    void a_key_given_back_is_free_for_the_same_body_under_its_id_and_for_another() {
        Claim.Granted first = granted(store.claim(request("a")));
        store.release(request("a"), first);
        Claim.Granted again = granted(store.claim(request("a")));
        store.release(request("a"), again);
        Claim.Granted other = granted(store.claim(request("b")));

        assertThat(again).isEqualTo(new Claim.Granted(first.id(), true));
        assertThat(other.again()).isFalse();
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    @Test
    void after_a_day_a_key_is_new() {
        Claim.Granted first = granted(store.claim(request("a")));
        store.complete(request("a"), first, new StoredReply(201, null, null, new byte[] {1}));
        assertThat(store.claim(request("a"))).isInstanceOf(Claim.Done.class);

        update("expires_at = now() - interval '1 second'");
        Claim.Granted next = granted(store.claim(request("a")));

        assertThat(next.again()).isFalse();
        assertThat(next.id()).isNotEqualTo(first.id());
    }

    @Test
    void of_two_holders_of_one_claim_the_first_to_end_gives_the_reply() {
        IdempotentRequest request = request("a");
        Claim.Granted slow = granted(store.claim(request));
        update("held_until = now() - interval '1 second'");
        Claim.Granted second = granted(store.claim(request));

        store.complete(request, second, new StoredReply(201, null, "/v1/things/1", new byte[] {1}));
        store.complete(request, slow, new StoredReply(409, null, null, new byte[] {2}));
        store.release(request, slow);

        assertThat(store.claim(request)).isInstanceOfSatisfying(Claim.Done.class, done -> {
            assertThat(done.reply().status()).isEqualTo(201);
            assertThat(done.reply().location()).isEqualTo("/v1/things/1");
            assertThat(done.reply().body()).containsExactly(1);
        });
    }

    @Test
    void of_fifty_at_once_one_gets_the_key_also_when_it_is_expired() throws Exception {
        IdempotentRequest request = request("a");

        for (int round = 0; round < 3; round++) {
            List<Claim> claims = Together.times(50, () -> store.claim(request));

            assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
            assertThat(claims).filteredOn(Claim.InProgress.class::isInstance).hasSize(49);
            update("expires_at = now() - interval '1 second'");
        }
    }

    private IdempotentRequest request(String fingerprint) {
        return new IdempotentRequest("- POST /test " + key, fingerprint);
    }

    private static Claim.Granted granted(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        return (Claim.Granted) claim;
    }

    private void update(String change) {
        assertThat(jdbc.sql("update idempotency_keys set " + change + " where scope like '%' || :key")
                        .param("key", key)
                        .update())
                .isEqualTo(1);
    }

    private List<Map<String, Object>> rows() {
        return jdbc.sql("select * from idempotency_keys where scope like '%' || :key")
                .param("key", key)
                .query()
                .listOfRows();
    }

    private ServiceApi.Reply register(String body) {
        return post("/v1/auth/register", key, body);
    }

    private ServiceApi.Reply post(String path, String sentKey, String body) {
        return api.exchange(HttpMethod.POST, path, Map.of(KEY, sentKey), body);
    }

    private ServiceApi.Reply post(String path, String sentKey, String body, long userId) {
        Map<String, String> headers = new HashMap<>(Map.of(KEY, sentKey));
        headers.put(HttpHeaders.AUTHORIZATION, tokens.bearer(userId));
        return api.exchange(HttpMethod.POST, path, headers, body);
    }

    private static String registration(String handle) {
        return "{\"handle\":\"" + handle + "\",\"email\":\"" + handle + "@example.org\",\"password\":\"" + PASSWORD
                + "\"}";
    }
}
