/** Which {@code Idempotency-Key} was used for what, in Cassandra. */
@NullMarked
package io.rookery.tweet.idempotency;

import org.jspecify.annotations.NullMarked;
