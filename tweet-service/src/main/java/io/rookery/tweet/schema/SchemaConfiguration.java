package io.rookery.tweet.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.cassandra.autoconfigure.CassandraProperties;
import org.springframework.boot.cassandra.autoconfigure.DriverConfigLoaderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.data.cassandra.core.cql.session.init.ScriptUtils;

/** The session, which finds its keyspace and tables there from its first statement on. */
@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {

    /** How long after a node came back it is used again, at most; the driver's own default is a minute. */
    private static final Duration MAX_RECONNECTION_DELAY = Duration.ofSeconds(5);

    @Bean
    CqlSession cassandraSession(
            ObjectProvider<CqlSessionBuilder> builders,
            CassandraProperties cassandra,
            SchemaProperties settings,
            @Value("classpath:schema.cql") Resource schema)
            throws IOException {
        if (settings.create()) {
            createKeyspace(builders.getObject(), Objects.requireNonNull(cassandra.getKeyspaceName()), settings);
        }
        CqlSession session = builders.getObject().build();
        if (settings.create()) {
            List<String> statements = new ArrayList<>();
            ScriptUtils.splitCqlScript(schema.getContentAsString(StandardCharsets.UTF_8), ";", statements);
            statements.forEach(statement -> execute(session, statement, settings));
        }
        return session;
    }

    /** Waits for Cassandra at start instead of dying, and is back within seconds after an outage. */
    @Bean
    DriverConfigLoaderBuilderCustomizer reconnection() {
        return driver -> driver.withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, true)
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, MAX_RECONNECTION_DELAY);
    }

    private static void createKeyspace(CqlSessionBuilder builder, String keyspace, SchemaProperties settings) {
        try (CqlSession session = builder.withKeyspace("system").build()) {
            execute(
                    session,
                    "CREATE KEYSPACE IF NOT EXISTS \"%s\" WITH replication = %s"
                            .formatted(keyspace, settings.replication()),
                    settings);
        }
    }

    private static void execute(CqlSession session, String statement, SchemaProperties settings) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(settings.timeout()));
    }
}
