package io.rookery.user.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.user.Api;
import io.rookery.user.SignIns;
import io.rookery.user.TestClock;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.WithUserService;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Refresh tokens are exchanged, and sessions end. */
@WithUserService
@Import({TestClock.class, SignIns.class})
@ExtendWith(OutputCaptureExtension.class)
class RefreshIT {

    private static final Duration WITHIN_GRACE = Duration.ofSeconds(9);
    private static final Duration AFTER_GRACE = Duration.ofSeconds(11);

    @Autowired
    private Api api;

    @Autowired
    private SignIns signIns;

    @Autowired
    private TestClock clock;

    @Autowired
    private Sessions sessions;

    @Autowired
    private ExpirySweep sweep;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void a_refresh_token_is_good_once_for_the_next() {
        Reply first = signIns.register();

        Reply second = signIns.refresh(first);
        Reply third = signIns.refresh(second);

        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.text("refresh_token")).isNotEqualTo(second.text("refresh_token"));
        assertThat(signIns.me(third).status()).isEqualTo(200);
    }

    @Test
    void all_access_tokens_of_one_login_name_its_session_and_those_of_another_login_another() {
        Reply first = signIns.register();
        Reply otherLogin = signIns.login(SignIns.handle(first), SignIns.PASSWORD);

        String sid = SignIns.sid(first);

        assertThat(sid).matches("[A-Za-z0-9_-]{22}");
        assertThat(SignIns.sid(signIns.refresh(first))).isEqualTo(sid);
        assertThat(SignIns.sid(otherLogin)).isNotEqualTo(sid);
    }

    @Test
    void who_knows_a_sessions_id_can_do_nothing_with_it() {
        Reply session = signIns.register();
        String guess = SignIns.sid(session) + session.text("refresh_token").substring(22);

        signIns.logout(SignIns.sid(session));
        signIns.logout(guess);

        assertThat(signIns.refresh(session).status()).isEqualTo(200);
    }

    @Test
    void of_twenty_refreshes_at_once_one_wins_and_its_session_goes_on() throws Exception {
        Reply first = signIns.register();

        List<Reply> replies = Together.times(20, () -> signIns.refresh(first));

        List<Reply> winners =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 401 && reply.code().equals("invalid_refresh_token"))
                .hasSize(19);
        assertThat(signIns.refresh(winners.getFirst()).status()).isEqualTo(200);
        assertThat(revoked()).doesNotContain(SignIns.sid(first));
    }

    @Test
    void who_lost_the_reply_gets_it_again_by_the_same_key() {
        Reply first = signIns.register();
        Reply lost = signIns.refresh(first, "refresh-1");
        clock.advance(AFTER_GRACE);

        Reply again = signIns.refresh(first, "refresh-1");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("refresh_token")).isEqualTo(lost.text("refresh_token"));
        assertThat(signIns.refresh(again).status()).isEqualTo(200);
    }

    @Test
    void a_refresh_that_died_after_the_exchange_is_finished_by_the_same_key() {
        Reply first = signIns.register();
        Reply lost = signIns.refresh(first, "refresh-2");
        died();
        clock.advance(AFTER_GRACE);

        Reply again = signIns.refresh(first, "refresh-2");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().getFirst("Idempotency-Replayed")).isNull();
        assertThat(again.text("refresh_token")).isEqualTo(lost.text("refresh_token"));
        assertThat(signIns.refresh(again).status()).isEqualTo(200);
    }

    @Test
    void a_registration_that_died_after_the_account_was_made_is_finished_by_the_same_key() {
        String handle = TestUsers.handle();
        Reply lost = signIns.registerOnce(handle, "register-1");
        died();

        Reply again = signIns.registerOnce(handle, "register-1");

        assertThat(again.status()).isEqualTo(201);
        assertThat(SignIns.userId(again)).isEqualTo(SignIns.userId(lost));
        assertThat(signIns.me(again).status()).isEqualTo(200);
        signIns.register(handle, SignIns.address(handle), SignIns.PASSWORD).assertProblem(409, "handle_taken");
    }

    /** As if the service had been killed before it stored the replies, and their leases had ended. */
    private void died() {
        jdbc.sql("update idempotency_keys set status = null, body = null, held_until = '-infinity'")
                .update();
    }

    @Test
    void access_tokens_of_a_session_that_ended_are_refused_and_those_of_another_are_not() {
        Reply session = signIns.register();
        Reply otherLogin = signIns.login(SignIns.handle(session), SignIns.PASSWORD);
        assertThat(signIns.me(session).status()).isEqualTo(200);

        signIns.logout(session.text("refresh_token"));

        await().untilAsserted(() -> signIns.me(session).assertProblem(401, "unauthenticated"));
        assertThat(signIns.me(otherLogin).status()).isEqualTo(200);
    }

    @Test
    void a_token_that_comes_again_at_once_was_clicked_twice_and_ends_nothing() {
        Reply first = signIns.register();
        Reply second = signIns.refresh(first);
        clock.advance(WITHIN_GRACE);

        Reply again = signIns.refresh(first);

        again.assertProblem(401, "invalid_refresh_token");
        assertThat(revoked()).doesNotContain(SignIns.sid(first));
        assertThat(signIns.refresh(second).status()).isEqualTo(200);
    }

    @Test
    void a_token_that_comes_again_later_ends_its_session_and_no_other() {
        Reply first = signIns.register();
        Reply otherLogin = signIns.login(SignIns.handle(first), SignIns.PASSWORD);
        Reply second = signIns.refresh(first);
        clock.advance(AFTER_GRACE);

        Reply again = signIns.refresh(first);

        again.assertProblem(401, "invalid_refresh_token");
        assertThat(signIns.refresh(second).status()).isEqualTo(401);
        assertThat(revoked()).contains(SignIns.sid(first)).doesNotContain(SignIns.sid(otherLogin));
        assertThat(signIns.refresh(otherLogin).status()).isEqualTo(200);
    }

    @Test
    void only_the_token_before_the_newest_is_spared() {
        Reply first = signIns.register();
        Reply second = signIns.refresh(first);
        Reply third = signIns.refresh(second);

        signIns.refresh(first).assertProblem(401, "invalid_refresh_token");

        assertThat(signIns.refresh(third).status()).isEqualTo(401);
        assertThat(revoked()).contains(SignIns.sid(first));
    }

    @Test
    void logging_out_ends_the_session_by_any_of_its_tokens_and_is_no_error_twice() {
        Reply first = signIns.register();
        Reply second = signIns.refresh(first);

        assertThat(signIns.logout(first.text("refresh_token")).status()).isEqualTo(204);

        assertThat(signIns.refresh(second).status()).isEqualTo(401);
        assertThat(revoked()).containsOnlyOnce(SignIns.sid(first));
        assertThat(signIns.logout(first.text("refresh_token")).status()).isEqualTo(204);
        assertThat(signIns.logout("unknown").status()).isEqualTo(204);
    }

    @Test
    void after_thirty_days_without_use_a_login_is_over_and_swept_away() {
        Reply first = signIns.register();
        clock.advance(Duration.ofDays(30));

        sweep.sweep();

        assertThat(families(first)).isZero();
        signIns.refresh(first).assertProblem(401, "invalid_refresh_token");
    }

    @Test
    void an_expired_token_that_is_not_yet_swept_is_refused_too() {
        Reply first = signIns.register();
        clock.advance(Duration.ofDays(30));

        signIns.refresh(first).assertProblem(401, "invalid_refresh_token");
    }

    @Test
    void all_sessions_of_a_user_end_together_and_nobody_elses() {
        Reply first = signIns.register();
        Reply second = signIns.login(SignIns.handle(first), SignIns.PASSWORD);
        Reply another = signIns.register();

        sessions.endAll(SignIns.userId(first));

        assertThat(revoked()).contains(SignIns.sid(first), SignIns.sid(second)).doesNotContain(SignIns.sid(another));
        assertThat(signIns.refresh(first).status()).isEqualTo(401);
        assertThat(signIns.refresh(second).status()).isEqualTo(401);
        assertThat(signIns.refresh(another).status()).isEqualTo(200);
    }

    @Test
    void all_sessions_of_a_user_end_in_the_transaction_of_who_asks_or_not_at_all() {
        Reply session = signIns.register();

        transactions.executeWithoutResult(transaction -> {
            sessions.endAll(SignIns.userId(session));
            transaction.setRollbackOnly();
        });

        assertThat(revoked()).doesNotContain(SignIns.sid(session));
        assertThat(signIns.refresh(session).status()).isEqualTo(200);
    }

    @Test
    void a_session_that_ended_is_told_of_as_long_as_its_access_tokens_would_be_good_and_a_minute() {
        Reply session = signIns.register();
        signIns.logout(session.text("refresh_token"));

        clock.advance(Duration.ofMinutes(16).minusSeconds(1));
        sweep.sweep();
        assertThat(revoked()).contains(SignIns.sid(session));

        clock.advance(Duration.ofSeconds(1));
        assertThat(revoked()).doesNotContain(SignIns.sid(session));
        sweep.sweep();
        assertThat(jdbc.sql("select count(*) from ended_sessions where ended_at <= :then")
                        .param("then", Timestamp.from(clock.instant().minus(Duration.ofMinutes(16))))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void however_many_ask_the_list_is_made_twice_a_second() {
        Reply session = signIns.register();
        assertThat(revoked()).doesNotContain(SignIns.sid(session));
        signIns.logout(session.text("refresh_token"));

        clock.advance(Duration.ofMillis(499));
        assertThat(told()).doesNotContain(SignIns.sid(session));

        clock.advance(Duration.ofMillis(1));
        assertThat(told()).contains(SignIns.sid(session));
    }

    @Test
    void of_very_many_ended_sessions_the_newest_are_told_from_an_index_alone(CapturedOutput output) {
        jdbc.sql("""
                        insert into ended_sessions (sid, ended_at)
                        select decode(md5(n::text), 'hex'), :now::timestamptz - n * interval '1 millisecond'
                        from generate_series(1, 100001) as n
                        """).param("now", Timestamp.from(clock.instant())).update();
        jdbc.sql("vacuum analyze ended_sessions").update();
        Reply session = signIns.register();
        signIns.logout(session.text("refresh_token"));

        List<String> told = revoked();
        List<String> plan = jdbc.sql("explain select sid from ended_sessions where ended_at > :after"
                        + " order by ended_at desc limit 100000")
                .param("after", Timestamp.from(clock.instant().minus(Duration.ofMinutes(16))))
                .query(String.class)
                .list();

        assertThat(told).hasSize(100_000).contains(SignIns.sid(session));
        assertThat(plan).anyMatch(step -> step.contains("Index Only Scan"));
        assertThat(revoked()).hasSize(100_000);
        assertThat(metrics.get("rookery.revocations.told").gauge().value()).isEqualTo(100_000);
        assertThat(output.getAll()).containsOnlyOnce("More sessions have ended than are told of");
        clock.advance(Duration.ofHours(1));
        sweep.sweep();
        assertThat(revoked()).isEmpty();
    }

    @Test
    void only_services_are_told_of_ended_sessions() {
        api.get("/internal/sessions/revoked").assertProblem(401, "unauthenticated");
    }

    /** What services hear who have not asked for half a second. */
    private List<String> revoked() {
        clock.advance(Duration.ofMillis(500));
        return told();
    }

    private List<String> told() {
        Reply reply = api.internal(HttpMethod.GET, "/internal/sessions/revoked");
        assertThat(reply.status()).isEqualTo(200);
        return reply.texts("session_ids");
    }

    private long families(Reply session) {
        return jdbc.sql("select count(*) from refresh_families where user_id = :user")
                .param("user", SignIns.userId(session))
                .query(Long.class)
                .single();
    }
}
