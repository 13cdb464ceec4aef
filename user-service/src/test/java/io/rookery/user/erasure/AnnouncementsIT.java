package io.rookery.user.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.backends.TopicReader;
import io.rookery.user.Api;
import io.rookery.user.SignIns;
import io.rookery.user.TestClock;
import io.rookery.user.TestUsers;
import io.rookery.user.Together;
import io.rookery.user.UserEvents;
import io.rookery.user.WithUserService;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@WithUserService
@Import({TestClock.class, SignIns.class})
class AnnouncementsIT {

    @Autowired
    private Api api;

    @Autowired
    private TestUsers users;

    @Autowired
    private UserEvents events;

    @Autowired
    private TestClock clock;

    @Autowired
    private Announcements announcements;

    @Autowired
    private ErasureProperties properties;

    @Autowired
    private ErasureWorker worker;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @BeforeEach
    void only_the_test_announces_and_nothing_is_due() {
        worker.stop();
        clock.advance(properties.grace());
        announcements.announceDue();
    }

    @AfterEach
    void workerGoesOn() {
        worker.start();
    }

    @Test
    void other_stores_are_told_when_the_grace_is_over_and_not_before() {
        long ann = users.create();
        erase(ann);
        assertThat(written(ann)).isZero();

        clock.advance(properties.grace().minusMillis(1));
        assertThat(announcements.announceDue()).isFalse();
        assertThat(written(ann)).isZero();

        clock.advance(Duration.ofMillis(1));
        assertThat(announcements.announceDue()).isTrue();

        clock.advance(properties.grace());
        assertThat(announcements.announceDue()).isFalse();
        assertThat(told(ann)).hasSize(1);
    }

    @Test
    void who_dies_in_between_has_not_told_and_the_next_does() {
        long ann = users.create();
        erase(ann);
        clock.advance(properties.grace());

        transactions.executeWithoutResult(died -> {
            assertThat(announcements.announceDue()).isTrue();
            assertThat(written(ann)).isOne();
            died.setRollbackOnly();
        });
        assertThat(written(ann)).isZero();
        assertThat(announcements.announceDue()).isTrue();

        assertThat(told(ann)).hasSize(1);
    }

    @Test
    void many_workers_at_once_tell_of_each_once() throws Exception {
        List<Long> crowd = users.create(20);
        crowd.forEach(this::erase);
        clock.advance(properties.grace());

        List<Boolean> announced = Together.times(8, announcements::announceDue);

        assertThat(announced).contains(true);
        for (long one : crowd) {
            assertThat(told(one)).hasSize(1);
        }
    }

    @Test
    void what_an_instance_of_the_version_before_is_asked_to_erase_is_told_of_by_that_one() {
        long ann = users.create();
        jdbc.sql("insert into erasures (user_id, requested_at) values (:ann, :now)")
                .param("ann", ann)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();

        clock.advance(properties.grace());

        assertThat(announcements.announceDue()).isFalse();
    }

    @Test
    void what_was_asked_for_before_the_migration_was_told_by_then() {
        migrate("4");
        jdbc.sql("insert into told_before.erasures (user_id) values (1), (2)").update();

        migrate("5");

        assertThat(jdbc.sql("select count(announced_at) from told_before.erasures")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(database)
                .schemas("told_before")
                .target(version)
                .load()
                .migrate();
    }

    private void erase(long user) {
        assertThat(api.delete(user, "/v1/users/me").status()).isEqualTo(202);
    }

    /** Events in the outbox; the relay may have sent those of transactions that have ended. */
    private int written(long user) {
        return jdbc.sql("select count(*) from outbox where key = :user::text")
                .param("user", user)
                .query(Integer.class)
                .single();
    }

    private List<String> told(long user) {
        return events.awaitOf(user).stream()
                .map((TopicReader.Event event) -> event.text("event_id"))
                .distinct()
                .toList();
    }
}
