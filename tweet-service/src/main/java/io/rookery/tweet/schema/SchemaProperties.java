package io.rookery.tweet.schema;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.schema}.
 *
 * @param create whether the keyspace and tables are made at start. Off where an operator applies {@code schema.cql}:
 *     Cassandra does not like the same table made by several instances at once
 * @param replication a CQL map, for example <code>{'class': 'NetworkTopologyStrategy', 'dc1': 3}</code>
 * @param timeout for each statement of the schema; they are slower than requests may be
 */
@Validated
@ConfigurationProperties("rookery.schema")
record SchemaProperties(
        @DefaultValue("true") boolean create,
        @NotBlank String replication,
        @DefaultValue("30s") Duration timeout) {}
