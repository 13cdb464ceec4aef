/** Real PostgreSQL, Redis, Kafka, Cassandra and S3 servers as child processes on 127.0.0.1. */
@NullMarked
package io.rookery.backends;

import org.jspecify.annotations.NullMarked;
