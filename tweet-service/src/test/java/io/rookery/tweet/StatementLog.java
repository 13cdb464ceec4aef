package io.rookery.tweet;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.cassandra.autoconfigure.CqlSessionBuilderCustomizer;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;

/** The single statements that Cassandra answered, with the ids they asked for. */
@TestComponent
public class StatementLog implements RequestTracker {

    private record Entry(String query, Set<Object> values) {}

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    @Bean
    CqlSessionBuilderCustomizer statementLogging() {
        return session -> session.addRequestTracker(this);
    }

    @Override
    public void onSuccess(
            Request request, long latencyNanos, DriverExecutionProfile profile, Node node, String logPrefix) {
        if (request instanceof BoundStatement statement) {
            Set<Object> values = new HashSet<>();
            for (int i = 0; i < statement.size(); i++) {
                if (statement.isSet(i) && statement.getObject(i) instanceof Object value) {
                    values.addAll(value instanceof Collection<?> several ? several : List.of(value));
                }
            }
            entries.add(new Entry(statement.getPreparedStatement().getQuery(), values));
        }
    }

    public void clear() {
        entries.clear();
    }

    /** Queries that asked for at least one of the ids, in their order. */
    public List<String> about(Collection<Long> ids) {
        return entries.stream()
                .filter(entry -> ids.stream().anyMatch(entry.values()::contains))
                .map(Entry::query)
                .toList();
    }

    @Override
    public void close() {
        entries.clear();
    }
}
