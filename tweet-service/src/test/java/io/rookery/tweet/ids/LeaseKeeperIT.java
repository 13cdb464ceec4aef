package io.rookery.tweet.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.WithTweetService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.core.cql.CqlOperations;

@WithTweetService
class LeaseKeeperIT {

    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final String SOMEONE = "someone";

    @Autowired
    private NodeLeaseRepository leases;

    @Autowired
    private LeaseKeeper keeperOfTheService;

    @Autowired
    private IdGenerator idsOfTheService;

    @Autowired
    private CqlOperations cql;

    @AfterEach
    void free_the_node_ids_that_were_in_the_way() {
        leases.all().stream()
                .filter(lease -> SOMEONE.equals(lease.owner()))
                .forEach(lease -> cql.execute("DELETE FROM node_leases WHERE node_id = ?", lease.node()));
    }

    @Test
    void instances_that_start_at_once_never_share_a_node_id() {
        // Given three node ids for six instances
        leaveOnly(Set.of(100, 200, 300));

        // When they start together
        List<Instance> instances =
                IntStream.range(0, 6).mapToObj(_ -> new Instance(10)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            instances.forEach(instance -> threads.submit(instance.keeper::tick));
        }
        instances.forEach(instance -> instance.keeper.tick());

        // Then three have one each, and the others issue nothing
        List<Integer> nodes = instances.stream()
                .flatMap(instance -> instance.keeper.held().stream())
                .map(NodeLease::node)
                .toList();
        assertThat(nodes).containsExactlyInAnyOrder(100, 200, 300);
        instances.stream()
                .filter(instance -> instance.keeper.held().isEmpty())
                .forEach(instance -> assertThatExceptionOfType(ServiceUnavailableException.class)
                        .isThrownBy(instance.ids::next));
    }

    @Test
    void a_node_id_whose_owner_died_is_swept_and_then_issues_only_later_ids() {
        // Given an instance that issued an id and died
        leaveOnly(Set.of(400));
        Instance dead = new Instance(2);
        dead.keeper.tick();
        long lastId = dead.ids.next();
        await().atMost(ENOUGH).until(() -> stored(400).owner() == null);

        // When others adopted what it left
        await().atMost(ENOUGH).until(() -> {
            StoredLease lease = stored(400);
            return lease.owner() == null && !lease.hasLeftovers();
        });

        // Then the next owner's ids are all greater
        Instance next = new Instance(10);
        next.keeper.tick();
        assertThat(next.keeper.held()).map(NodeLease::node).contains(400);
        assertThat(next.ids.next()).isGreaterThan(lastId);
    }

    @Test
    void an_instance_that_stops_gives_its_node_id_back_at_once() {
        Instance instance = new Instance(10);
        instance.keeper.start();
        int node = instance.keeper.held().orElseThrow().node();

        instance.keeper.stop();

        assertThat(stored(node).owner()).isNull();
        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(instance.ids::next);
    }

    @Test
    void a_service_that_lost_its_node_id_stops_using_it_and_takes_another() {
        int lost = keeperOfTheService.held().orElseThrow().node();

        cql.execute("UPDATE node_leases SET owner = '" + SOMEONE + "' WHERE node_id = " + lost + " IF EXISTS");

        await().atMost(ENOUGH)
                .until(
                        () -> keeperOfTheService.held().map(NodeLease::node),
                        held -> held.isPresent() && held.get() != lost);
        assertThat(IdGenerator.node(idsOfTheService.next())).isNotEqualTo(lost);
    }

    /** Another instance of the service, as far as leases go; its keeper does nothing by itself. */
    private final class Instance {

        private final IdGenerator ids =
                new IdGenerator(InstantSource.system(), System::nanoTime, Duration.ofMillis(50));
        private final LeaseKeeper keeper;

        Instance(int leaseSeconds) {
            var settings = new IdsProperties(
                    Duration.ofSeconds(leaseSeconds),
                    Duration.ofMillis(500),
                    Duration.ofMillis(500),
                    Duration.ofMillis(50));
            keeper = new LeaseKeeper(leases, ids, settings, InstantSource.system(), System::nanoTime);
        }
    }

    private void leaveOnly(Set<Integer> nodes) {
        Set<Integer> known = leases.all().stream().map(StoredLease::node).collect(Collectors.toSet());
        for (int node = 0; node < Snowflake.NODES; node++) {
            if (!nodes.contains(node) && !known.contains(node)) {
                cql.execute("INSERT INTO node_leases (node_id, owner) VALUES (?, ?)", node, SOMEONE);
            }
        }
        List<Integer> free = new ArrayList<>();
        leases.all().stream()
                .filter(lease -> lease.isFreeAt(Long.MAX_VALUE) && !nodes.contains(lease.node()))
                .forEach(lease -> free.add(lease.node()));
        free.forEach(node -> cql.execute("UPDATE node_leases SET owner = ? WHERE node_id = ?", SOMEONE, node));
    }

    private StoredLease stored(int node) {
        Optional<StoredLease> lease =
                leases.all().stream().filter(row -> row.node() == node).findFirst();
        return lease.orElseThrow();
    }
}
