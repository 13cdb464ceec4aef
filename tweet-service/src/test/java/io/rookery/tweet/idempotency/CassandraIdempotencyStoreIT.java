package io.rookery.tweet.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.idempotency.Claim;
import io.rookery.defaults.idempotency.IdempotencyStore;
import io.rookery.defaults.idempotency.IdempotentRequest;
import io.rookery.defaults.idempotency.StoredReply;
import io.rookery.tweet.WithTweetService;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.core.cql.CqlOperations;

@WithTweetService
class CassandraIdempotencyStoreIT {

    private static final StoredReply REPLY =
            new StoredReply(201, "application/json", "/v1/tweets/1", new byte[] {1, 2, 3});

    @Autowired
    private IdempotencyStore store;

    @Autowired
    private CqlOperations cql;

    private final IdempotentRequest request = new IdempotentRequest("7 POST /v1/tweets " + UUID.randomUUID(), "a1");
    private final IdempotentRequest otherBody = new IdempotentRequest(request.scope(), "b2");

    @Test
    void of_fifty_at_once_one_is_granted() throws Exception {
        List<Callable<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            claims.add(() -> store.claim(request));
        }

        List<Claim> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Claim> claim : threads.invokeAll(claims)) {
                results.add(claim.get());
            }
        }

        assertThat(results).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Claim.InProgress.class::isInstance).hasSize(49);
    }

    @Test
    void what_was_done_is_answered_again() {
        Claim.Granted granted = granted(request);
        assertThat(granted.again()).isFalse();
        store.complete(request, granted, REPLY);

        assertThat(store.claim(request)).isInstanceOfSatisfying(Claim.Done.class, done -> {
            assertThat(done.reply().body()).isEqualTo(REPLY.body());
            assertThat(done.reply())
                    .usingRecursiveComparison()
                    .ignoringFields("body")
                    .isEqualTo(REPLY);
        });
        assertThat(store.claim(otherBody)).isEqualTo(new Claim.Reused());
    }

    @Test
    void another_body_is_refused_while_the_first_one_is_being_done() {
        granted(request);

        assertThat(store.claim(otherBody)).isEqualTo(new Claim.Reused());
    }

    @Test
    void a_claim_whose_holder_died_is_taken_over_with_its_id_by_one_of_several() throws Exception {
        // Given a claim whose lease has ended
        Claim.Granted dead = granted(request);
        endLease();

        // When ten come again
        List<Callable<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            claims.add(() -> store.claim(request));
        }
        List<Claim> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Claim> claim : threads.invokeAll(claims)) {
                results.add(claim.get());
            }
        }

        // Then one is to do it again, under the same id
        assertThat(results)
                .filteredOn(Claim.Granted.class::isInstance)
                .containsExactly(new Claim.Granted(dead.id(), true));
        assertThat(results).filteredOn(Claim.InProgress.class::isInstance).hasSize(9);
    }

    @Test
    void the_reply_of_the_first_to_end_stays() {
        Claim.Granted slow = granted(request);
        endLease();
        Claim.Granted fast = granted(request);
        store.complete(request, fast, REPLY);

        store.complete(request, slow, new StoredReply(400, null, null, new byte[0]));

        assertThat(store.claim(request))
                .isInstanceOfSatisfying(
                        Claim.Done.class,
                        done -> assertThat(done.reply().status()).isEqualTo(201));
    }

    @Test
    void a_key_that_was_given_back_is_free_and_keeps_its_id_for_the_same_body() {
        Claim.Granted first = granted(request);
        store.release(request, first);

        Claim.Granted again = granted(request);
        assertThat(again).isEqualTo(new Claim.Granted(first.id(), true));
        store.release(request, again);

        Claim.Granted other = granted(otherBody);
        assertThat(other.again()).isFalse();
        assertThat(other.id()).isNotEqualTo(first.id());
        store.complete(request, first, REPLY);
        assertThat(store.claim(otherBody)).isEqualTo(new Claim.InProgress());
        assertThat(store.claim(request)).isEqualTo(new Claim.Reused());
    }

    @Test
    void what_is_kept_ends_by_itself() {
        store.complete(request, granted(request), REPLY);

        assertThat(cql.queryForObject(
                        "SELECT TTL(status) FROM idempotency_keys WHERE scope = ?", Integer.class, request.scope()))
                .isBetween((int) IdempotencyStore.KEPT.toSeconds() - 60, (int) IdempotencyStore.KEPT.toSeconds());
    }

    private Claim.Granted granted(IdempotentRequest wanted) {
        return (Claim.Granted) store.claim(wanted);
    }

    private void endLease() {
        cql.execute("UPDATE idempotency_keys SET holder = null WHERE scope = ? IF EXISTS", request.scope());
    }
}
