/** The Cassandra keyspace and its tables. */
@NullMarked
package io.rookery.tweet.schema;

import org.jspecify.annotations.NullMarked;
