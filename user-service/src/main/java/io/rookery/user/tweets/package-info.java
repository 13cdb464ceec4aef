/** How many tweets a user has, as tweet-service says. */
@NullMarked
package io.rookery.user.tweets;

import org.jspecify.annotations.NullMarked;
