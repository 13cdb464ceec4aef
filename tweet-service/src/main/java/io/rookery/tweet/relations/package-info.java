/** Who has blocked whom, as user-service says. */
@NullMarked
package io.rookery.tweet.relations;

import org.jspecify.annotations.NullMarked;
