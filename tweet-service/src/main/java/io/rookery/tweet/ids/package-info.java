/** Time-ordered ids under a node id that is leased from Cassandra, never configured. */
@NullMarked
package io.rookery.tweet.ids;

import org.jspecify.annotations.NullMarked;
